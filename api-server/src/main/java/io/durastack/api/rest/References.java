package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.inventory.list.Definition;
import java.util.UUID;

/** What a body names, by name or id. */
public final class References {

    private References() {}

    /**
     * Finds what a field names, and locks it against change until the commit.
     *
     * @param pointer of the field
     * @throws ApiProblem when there is no such thing
     */
    public static UUID use(House house, Definition definition, String pointer, String nameOrId) {
        return definition
                .use(house.jdbc(), nameOrId)
                .orElseThrow(() -> unknown(definition, pointer, nameOrId));
    }

    /**
     * The same, with what else is to be known of it.
     *
     * @param columns of it, as the record has them
     */
    public static <T> T use(
            House house,
            Definition definition,
            String pointer,
            String nameOrId,
            String columns,
            Class<T> type) {
        return definition
                .use(house.jdbc(), nameOrId, columns, type)
                .orElseThrow(() -> unknown(definition, pointer, nameOrId));
    }

    private static ApiProblem unknown(Definition definition, String pointer, String nameOrId) {
        return ApiProblem.invalid(
                pointer,
                "there is no "
                        + definition.kind()
                        + " '"
                        + nameOrId
                        + "'; list them for what there is");
    }
}
