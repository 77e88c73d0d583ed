package io.durastack.inventory.list;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write in the place of a resource: its name or its id. */
public final class Keys {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Keys() {}

    /**
     * The id that a key is; null where it can only be a name. Comparing ids, not their texts, lets
     * the database use its index.
     */
    public static @Nullable UUID asId(String key) {
        return ID.matcher(key).matches() ? UUID.fromString(key) : null;
    }

    /**
     * The id that a key has to be.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static UUID id(String key) {
        UUID id = asId(key);
        if (id == null) {
            throw new IllegalArgumentException("is no id");
        }
        return id;
    }
}
