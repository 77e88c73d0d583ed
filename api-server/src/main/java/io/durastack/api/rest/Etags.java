package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** ETags: the generation of a resource in quotes. */
public final class Etags {

    private Etags() {}

    /** An answer with the resource and its ETag. */
    public static <V extends Versioned> ResponseEntity<V> ok(V resource) {
        return ResponseEntity.ok().eTag(of(resource.generation())).body(resource);
    }

    static String of(long generation) {
        return "\"" + generation + "\"";
    }

    /**
     * Refuses a change of what is not as the caller knows it.
     *
     * @param ifMatch header; null for whatever it is
     */
    public static void check(@Nullable String ifMatch, long generation) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(of(generation))) {
            throw ApiProblem.of(
                    ProblemCode.ETAG_MISMATCH,
                    "its ETag is " + of(generation) + ", the request has " + ifMatch);
        }
    }
}
