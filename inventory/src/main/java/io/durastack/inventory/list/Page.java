package io.durastack.inventory.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to pass as {@code after} for the next page; null on the last
 * @param count how many match in all; null unless it was asked for
 */
public record Page<T>(List<T> items, @Nullable String next, @Nullable Long count) {

    public Page {
        items = List.copyOf(items);
    }
}
