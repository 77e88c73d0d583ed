package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules that hold for every resource. */
public final class Checks {

    /** A name is a word that is safe in a path, and no longer than a DNS label. */
    public static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

    public static final String NAME_RULE =
            "must have 1 to 63 letters, digits, dots, underscores and dashes, and begin and end with a letter or digit";

    private static final int MOST_LABELS = 64;

    /** Kubernetes' syntax: an optional DNS prefix and a name of up to 63 characters. */
    private static final Pattern LABEL_KEY =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private static final Pattern LABEL_VALUE =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");

    private Checks() {}

    /**
     * Checks labels.
     *
     * @throws ApiProblem naming the one that is wrong
     */
    public static Map<String, String> labels(@Nullable Map<String, @Nullable String> labels) {
        if (labels == null) {
            return Map.of();
        }
        if (labels.size() > MOST_LABELS) {
            throw ApiProblem.invalid("/labels", "at most " + MOST_LABELS + " labels");
        }
        labels.forEach(Checks::label);
        @SuppressWarnings("NullAway") // none of a new resource's labels may be null, checked above
        Map<String, String> checked = Map.copyOf(labels);
        return checked;
    }

    /** Checks the labels of a merge patch, in which null takes one away. */
    static void labelChanges(@Nullable Map<String, @Nullable String> labels) {
        if (labels != null) {
            labels.forEach((key, value) -> label(key, value == null ? "" : value));
        }
    }

    private static void label(String key, @Nullable String value) {
        if (!LABEL_KEY.matcher(key).matches()) {
            throw ApiProblem.invalid("/labels/" + key, "is no label key; Kubernetes' syntax holds");
        }
        if (value == null || !LABEL_VALUE.matcher(value).matches()) {
            throw ApiProblem.invalid(
                    "/labels/" + key,
                    "has a value that is none; at most 63 letters, digits, '.', '_', '-'");
        }
    }
}
