package io.durastack.workflows.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.durastack.workflows.id.Id;
import io.durastack.workflows.id.Ids;
import java.util.UUID;

/** The id of an IP range. */
public record IpRangeId(@JsonValue UUID value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IpRangeId {}

    /** A new id; later ones sort after earlier ones. */
    public static IpRangeId next() {
        return new IpRangeId(Ids.next());
    }

    /**
     * Reads the text form of an id.
     *
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static IpRangeId of(String text) {
        return new IpRangeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
