package io.durastack.workflows.vm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.durastack.workflows.id.Id;
import io.durastack.workflows.id.Ids;
import java.util.UUID;

/** The id of a network interface of a VM. */
public record NicId(@JsonValue UUID value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NicId {}

    /** A new id; later ones sort after earlier ones. */
    public static NicId next() {
        return new NicId(Ids.next());
    }

    /**
     * Reads the text form of an id.
     *
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static NicId of(String text) {
        return new NicId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
