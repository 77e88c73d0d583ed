package io.durastack.standalone.stress;

import java.util.Map;
import java.util.TreeMap;

/** Arithmetic of figures for people. */
final class Numbers {

    private Numbers() {}

    /** To one decimal. */
    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    static double each(Number sum, int count) {
        return count == 0 ? 0 : rounded(sum.doubleValue() / count);
    }

    static Map<String, Double> each(Map<String, ? extends Number> sums, int count) {
        Map<String, Double> each = new TreeMap<>();
        sums.forEach((name, sum) -> each.put(name, each(sum, count)));
        return each;
    }
}
