package io.durastack.inventory.list;

/**
 * What a list can be sorted by. Pages go on by comparing values of its own type: as text, 16 would
 * come before 4.
 *
 * @param sql an expression of ours, never one from outside
 * @param type in the words of the database
 * @param nullable whether there are rows without a value
 */
public record Column(String sql, String type, boolean nullable) {

    public static Column text(String sql) {
        return new Column(sql, "text", false);
    }

    public static Column number(String sql) {
        return new Column(sql, "bigint", false);
    }

    public static Column time(String sql) {
        return new Column(sql, "timestamptz", false);
    }

    public static Column flag(String sql) {
        return new Column(sql, "boolean", false);
    }

    public static Column id(String sql) {
        return new Column(sql, "uuid", false);
    }

    /** The same where some rows have no value. */
    public Column orNull() {
        return new Column(sql, type, true);
    }

    /**
     * What holds of the rows behind one with the value {@code :place} and the id {@code :after}.
     * Rows without a value are where the database sorts them: as if they had the greatest. Nothing
     * is said of them where there can be none, so that an index in this order can be used.
     *
     * @param id the column that decides between equal values
     * @param placeIsNull whether that one has no value, and {@code :place} is not there
     */
    String behind(String id, boolean descending, boolean placeIsNull) {
        if (placeIsNull) {
            return descending
                    ? "(" + sql + " is not null or " + id + " < :after)"
                    : "(" + sql + " is null and " + id + " > :after)";
        }
        String left = "(" + sql + ", " + id + ")";
        String right = "(:place::" + type + ", :after)";
        if (descending) {
            return left + " < " + right;
        }
        return nullable
                ? "(" + left + " > " + right + " or " + sql + " is null)"
                : left + " > " + right;
    }
}
