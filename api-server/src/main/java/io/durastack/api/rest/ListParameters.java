package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.inventory.list.LabelTerm;
import io.durastack.inventory.list.ListRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what part of a list is wanted from the query of a request. Whatever is no parameter of
 * lists is a filter.
 */
public final class ListParameters {

    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final Set<String> OURS =
            Set.of("limit", "after", "sort", "labels", "count", "project");

    private ListParameters() {}

    /**
     * Reads them.
     *
     * @param taken parameters that the route itself reads
     * @throws ApiProblem naming the parameter that is wrong
     */
    public static ListRequest of(HttpServletRequest request, String... taken) {
        Map<String, String> filters = new LinkedHashMap<>();
        request.getParameterMap()
                .forEach((name, values) -> {
                    if (!OURS.contains(name) && !List.of(taken).contains(name)) {
                        filters.put(name, values[0]);
                    }
                });
        return new ListRequest(
                limit(request.getParameter("limit")),
                request.getParameter("after"),
                request.getParameter("sort"),
                filters,
                labels(request.getParameter("labels")),
                "true".equals(request.getParameter("count")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException ignored) {
            // said below, with the same words as for a number out of range
        }
        throw ApiProblem.fields(
                ProblemCode.BAD_LIST,
                List.of(new ApiProblem.Field("?limit", "bad_list", "must be from 1 to " + MOST)));
    }

    private static List<LabelTerm> labels(@Nullable String selector) {
        try {
            return selector == null ? List.of() : LabelTerm.parse(selector);
        } catch (IllegalArgumentException bad) {
            throw ApiProblem.fields(
                    ProblemCode.BAD_LIST,
                    List.of(
                            new ApiProblem.Field(
                                    "?labels", "bad_list", String.valueOf(bad.getMessage()))));
        }
    }
}
