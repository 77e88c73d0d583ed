package io.durastack.workflows.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.durastack.workflows.id.Id;
import io.durastack.workflows.id.Ids;
import java.util.UUID;

/** The id of a volume. */
public record VolumeId(@JsonValue UUID value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VolumeId {}

    /** A new id; later ones sort after earlier ones. */
    public static VolumeId next() {
        return new VolumeId(Ids.next());
    }

    /**
     * Reads the text form of an id.
     *
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static VolumeId of(String text) {
        return new VolumeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
