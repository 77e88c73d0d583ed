package io.durastack.inventory.list;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What part of a list is wanted.
 *
 * @param limit 1 to 500
 * @param after where the page before ended, as that page said; null for the first page
 * @param sort name of a field, with {@code -} before it for the other direction; null for the order
 *     of creation
 * @param filters wanted values by field
 * @param labels each must hold
 * @param count whether all that match are to be counted as well
 */
public record ListRequest(
        int limit,
        @Nullable String after,
        @Nullable String sort,
        Map<String, String> filters,
        List<LabelTerm> labels,
        boolean count) {

    public ListRequest {
        filters = Map.copyOf(filters);
        labels = List.copyOf(labels);
    }
}
