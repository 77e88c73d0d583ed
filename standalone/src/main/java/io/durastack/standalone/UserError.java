package io.durastack.standalone;

/** Something that the person at the terminal can put right; shown without a stack trace. */
public final class UserError extends RuntimeException {

    /**
     * Says what is wrong and what to do.
     *
     * @param problem one sentence
     * @param ways out, one line each
     */
    public UserError(String problem, String... ways) {
        super(ways.length == 0 ? problem : problem + "\n  " + String.join("\n  ", ways));
    }
}
