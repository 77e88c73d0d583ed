package io.durastack.inventory.list;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One term of a label selector: {@code env=prod}, {@code tier!=db}, {@code env} (is there) or
 * {@code !env} (is not there).
 *
 * @param value null for a term about the key alone
 * @param holds whether it must be so, or must not
 */
public record LabelTerm(String key, @Nullable String value, boolean holds) {

    private static final String KEY = "[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?";
    private static final Pattern TERM =
            Pattern.compile(
                    "(?<not>!)?(?<key>" + KEY + ")((?<op>=|==|!=)(?<value>[A-Za-z0-9._-]*))?");

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException naming the term that is none
     */
    public static List<LabelTerm> parse(String selector) {
        List<LabelTerm> terms = new ArrayList<>();
        for (String text : selector.split(",", -1)) {
            Matcher term = TERM.matcher(text.strip());
            if (!term.matches() || (term.group("not") != null && term.group("op") != null)) {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' is no label term; write key=value, key!=value, key or !key");
            }
            boolean negated = term.group("not") != null || "!=".equals(term.group("op"));
            terms.add(new LabelTerm(term.group("key"), term.group("value"), !negated));
        }
        return terms;
    }
}
