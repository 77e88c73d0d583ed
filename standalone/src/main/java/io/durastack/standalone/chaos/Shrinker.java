package io.durastack.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Finds a shorter list that still fails, by leaving out halves, quarters, eighths of it. */
final class Shrinker {

    private Shrinker() {}

    /**
     * The shortest that was found.
     *
     * @param list fails
     * @param fails whether a list does; tried again and again
     * @param more whether there is time for another try
     */
    static <T> List<T> shrink(List<T> list, Predicate<List<T>> fails, BooleanSupplier more) {
        List<T> shortest = list;
        int parts = 2;
        while (shortest.size() > 1 && parts <= shortest.size() && more.getAsBoolean()) {
            List<T> shorter = shorter(shortest, parts, fails, more);
            if (shorter.size() < shortest.size()) {
                shortest = shorter;
                parts = Math.max(2, parts - 1);
            } else {
                parts = parts == shortest.size() ? parts + 1 : Math.min(parts * 2, shortest.size());
            }
        }
        return shortest;
    }

    /** The list without its first part that is not needed; the list where each is. */
    private static <T> List<T> shorter(
            List<T> list, int parts, Predicate<List<T>> fails, BooleanSupplier more) {
        for (int part = 0; part < parts && more.getAsBoolean(); part++) {
            List<T> without = new ArrayList<>(list);
            without.subList(list.size() * part / parts, list.size() * (part + 1) / parts).clear();
            if (fails.test(without)) {
                return without;
            }
        }
        return list;
    }
}
