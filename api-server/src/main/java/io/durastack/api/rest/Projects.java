package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The project that a request is about. */
public final class Projects {

    /** The project that every installation begins with. */
    public static final UUID DEFAULT = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private Projects() {}

    /**
     * Finds the project that the query names, by name or id; the default one where it names none.
     */
    public static UUID of(House house, @Nullable String nameOrId) {
        if (nameOrId == null || nameOrId.equals("default")) {
            return DEFAULT;
        }
        return house.jdbc()
                .sql(
                        "select id from project where deleted_at is null and (name = :key or id::text = :key)")
                .param("key", nameOrId)
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND, "there is no project '" + nameOrId + "'"));
    }
}
