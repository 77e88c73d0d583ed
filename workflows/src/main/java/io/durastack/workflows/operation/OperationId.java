package io.durastack.workflows.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.durastack.workflows.id.Id;
import io.durastack.workflows.id.Ids;
import java.util.UUID;

/** The id of an operation. */
public record OperationId(@JsonValue UUID value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OperationId {}

    /** A new id; later ones sort after earlier ones. */
    public static OperationId next() {
        return new OperationId(Ids.next());
    }

    /**
     * Reads the text form of an id.
     *
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static OperationId of(String text) {
        return new OperationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
