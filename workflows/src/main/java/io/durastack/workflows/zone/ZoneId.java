package io.durastack.workflows.zone;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.durastack.workflows.id.Id;
import io.durastack.workflows.id.Ids;
import java.util.UUID;

/** The id of a zone. */
public record ZoneId(@JsonValue UUID value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ZoneId {}

    /** A new id; later ones sort after earlier ones. */
    public static ZoneId next() {
        return new ZoneId(Ids.next());
    }

    /**
     * Reads the text form of an id.
     *
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static ZoneId of(String text) {
        return new ZoneId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
