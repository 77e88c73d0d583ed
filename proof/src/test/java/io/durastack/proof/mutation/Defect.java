package io.durastack.proof.mutation;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One way in which the product could be wrong: a statement says something else, or a method does
 * nothing, or always says yes, or gets its list in the wrong order.
 *
 * @param name what is wrong
 * @param touches the scenarios whose proofs must notice, by the beginning of their name; the most
 *     telling first
 * @param proofs the proofs that are tried first, by name; all others come after them
 * @param sql part of a statement as the driver gets it, where parameters are question marks; white
 *     space counts as one blank
 * @param instead what stands there instead
 * @param method {@code Class.method} that is changed; null where a statement is
 * @param reverses whether the method does all it does, with its list in the wrong order
 */
public record Defect(
        String name,
        String touches,
        java.util.List<String> proofs,
        @Nullable String sql,
        String instead,
        @Nullable String method,
        boolean reverses) {

    /** What the woven code asks. Static, as code of the product has no other way to reach it. */
    private static volatile @Nullable Defect now;

    private static final AtomicInteger MET = new AtomicInteger();

    static Defect statement(
            String name, String touches, String sql, String instead, String... proofs) {
        return new Defect(name, touches, java.util.List.of(proofs), sql, instead, null, false);
    }

    static Defect method(String name, String touches, String method, String... proofs) {
        return new Defect(name, touches, java.util.List.of(proofs), null, "", method, false);
    }

    static Defect order(String name, String touches, String method, String... proofs) {
        return new Defect(name, touches, java.util.List.of(proofs), null, "", method, true);
    }

    /** Breaks the product. */
    void on() {
        MET.set(0);
        now = this;
    }

    /** Mends it; answers how often the defect was met. */
    static int off() {
        now = null;
        return MET.get();
    }

    /** The statement as the defect wants it. */
    public static String rewritten(String statement) {
        Defect defect = now;
        if (defect == null || defect.sql == null) {
            return statement;
        }
        String bare = statement.replaceAll("\\s+", " ");
        if (!bare.contains(defect.sql)) {
            return statement;
        }
        int _ = MET.incrementAndGet();
        return bare.replace(defect.sql, defect.instead);
    }

    /** Whether the defect is in this method. */
    public static boolean isIn(String method) {
        Defect defect = now;
        boolean here = defect != null && method.equals(defect.method);
        if (here) {
            int _ = MET.incrementAndGet();
        }
        return here;
    }
}
