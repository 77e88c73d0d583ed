package io.durastack.inventory.list;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds of the rows with a wanted value.
 *
 * @param sql with the parameter {@code :value}, where it needs one
 */
public record Condition(String sql, @Nullable Object value) {

    /**
     * The condition for what people name by its name or its id: all places take either.
     *
     * @param byName with {@code :value} as a text
     * @param byId with {@code :value} as an id
     */
    public static Condition nameOrId(String nameOrId, String byName, String byId) {
        UUID id = Keys.asId(nameOrId);
        return id == null ? new Condition(byName, nameOrId) : new Condition(byId, id);
    }

    /**
     * A condition that holds or does not.
     *
     * @param wanted true or false
     * @throws IllegalArgumentException when it is neither
     */
    public static Condition flag(String sql, String wanted) {
        return switch (wanted) {
            case "true" -> new Condition(sql, null);
            case "false" -> new Condition("not " + sql, null);
            default -> throw new IllegalArgumentException("is true or false");
        };
    }
}
