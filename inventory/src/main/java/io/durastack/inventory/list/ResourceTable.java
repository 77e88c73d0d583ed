package io.durastack.inventory.list;

import io.durastack.workflows.engine.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How one kind of resource is read: a query, and a whitelist of the fields that it can be filtered
 * and sorted by. Rows come as JSON and become records, so a view is a record and its columns,
 * nothing else.
 *
 * @param <T> the view that people get
 */
public final class ResourceTable<T> {

    private static final String ORDER_FIELD = "createdAt";

    private final Class<T> view;
    private final String select;
    private final String alias;
    private final boolean deletable;
    private final Map<String, Column> fields = new LinkedHashMap<>();
    private final Map<String, Function<String, Condition>> filters = new LinkedHashMap<>();

    /**
     * Describes a table.
     *
     * @param select {@code select jsonb_build_object(…) as view from … }, without a where
     * @param alias of the main table in it; it has the columns id, name, labels and created_at
     * @param deletable whether its rows stay when they are deleted, with the column deleted_at
     */
    public ResourceTable(Class<T> view, String select, String alias, boolean deletable) {
        this.view = view;
        this.select = select;
        this.alias = alias;
        this.deletable = deletable;
        field("name", alias + ".name");
        field(ORDER_FIELD, Column.time(alias + ".created_at"));
    }

    /**
     * Lets the list be filtered and sorted by a text that each row has. The expression is ours;
     * only values come from outside.
     */
    public ResourceTable<T> field(String name, String expression) {
        return field(name, Column.text(expression));
    }

    /** The same by what is no text, or that some rows do not have. */
    public ResourceTable<T> field(String name, Column column) {
        fields.put(name, column);
        return this;
    }

    /**
     * Lets the list be sorted by the name of another resource that its rows belong to, and filtered
     * by that one's name or id.
     */
    public ResourceTable<T> reference(String field, String nameColumn, String idColumn) {
        return reference(field, Column.text(nameColumn), idColumn);
    }

    /** The same where some rows belong to none. */
    public ResourceTable<T> reference(String field, Column name, String idColumn) {
        return field(field, name)
                .filter(
                        field,
                        wanted ->
                                Condition.nameOrId(
                                        wanted, name.sql() + " = :value", idColumn + " = :value"));
    }

    /**
     * Lets the list be filtered by a condition that an index can answer: a field is compared as
     * text, which serves only columns of text. Where there is a field of this name, the list is
     * sorted by that and filtered by this.
     *
     * @param condition for the value that is wanted; throws {@link IllegalArgumentException}, with
     *     words for people, when it can be none
     */
    public ResourceTable<T> filter(String name, Function<String, Condition> condition) {
        filters.put(name, condition);
        return this;
    }

    /** The names of the fields that it can be filtered and sorted by. */
    public List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    /**
     * One page.
     *
     * @param scope a further condition of ours with its parameter {@code :scope}, {@code
     *     vm.project_id = :scope}; empty for none
     * @throws BadListException naming the parameter that is wrong
     */
    public Page<T> list(
            JdbcClient jdbc, ListRequest request, String scope, @Nullable Object scopeValue) {
        boolean descending = request.sort() != null && request.sort().startsWith("-");
        String sort =
                request.sort() == null ? ORDER_FIELD : request.sort().substring(descending ? 1 : 0);
        Column order = column("sort", sort);
        List<String> conditions = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (deletable) {
            conditions.add(alias + ".deleted_at is null");
        }
        if (!scope.isEmpty()) {
            conditions.add(scope);
            values.put("scope", scopeValue);
        }
        addFilters(request, conditions, values);
        addLabels(request.labels(), conditions, values);
        Long count = request.count() ? count(jdbc, conditions, values) : null;
        addCursor(request.after(), order, descending, conditions, values);
        List<Row> rows = rows(jdbc, request, order, descending, conditions, values);
        return page(rows, request.limit(), count);
    }

    private List<Row> rows(
            JdbcClient jdbc,
            ListRequest request,
            Column order,
            boolean descending,
            List<String> conditions,
            Map<String, @Nullable Object> values) {
        String direction = descending ? " desc" : "";
        values.put("limit", request.limit() + 1);
        try {
            return jdbc.sql(
                            "select q.view::text, q.id, q.place from ("
                                    + select.replace(
                                            " as view",
                                            " as view, "
                                                    + alias
                                                    + ".id as id, ("
                                                    + order.sql()
                                                    + ")::text as place")
                                    + where(conditions)
                                    + " order by "
                                    + order.sql()
                                    + direction
                                    + ", "
                                    + alias
                                    + ".id"
                                    + direction
                                    + " limit :limit) q")
                    .params(values)
                    .query((row, index) ->
                            new Row(
                                    row.getString(1),
                                    row.getObject(2, UUID.class),
                                    row.getString(3)))
                    .list();
        } catch (DataIntegrityViolationException noSuchValue) {
            // The place of a cursor that another field gave is no value of this one.
            throw request.after() == null ? noSuchValue : unreadable();
        }
    }

    private record Row(String json, UUID id, @Nullable String place) {}

    private record Cursor(@Nullable String place, UUID id) {}

    private Page<T> page(List<Row> rows, int limit, @Nullable Long count) {
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        String next =
                more ? encode(new Cursor(shown.getLast().place(), shown.getLast().id())) : null;
        return new Page<>(shown.stream().map(row -> read(row.json())).toList(), next, count);
    }

    private void addFilters(
            ListRequest request, List<String> conditions, Map<String, @Nullable Object> values) {
        request.filters()
                .forEach((name, value) -> {
                    String parameter = "f" + values.size();
                    Condition condition = condition(name, value);
                    conditions.add(condition.sql().replace(":value", ":" + parameter));
                    values.put(parameter, condition.value());
                });
    }

    private Condition condition(String name, String value) {
        Function<String, Condition> filter = filters.get(name);
        if (filter == null) {
            return new Condition("(" + column(name, name).sql() + ")::text = :value", value);
        }
        try {
            return filter.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw new BadListException(name, String.valueOf(wrong.getMessage()));
        }
    }

    private void addLabels(
            List<LabelTerm> terms, List<String> conditions, Map<String, @Nullable Object> values) {
        for (LabelTerm term : terms) {
            String key = "l" + values.size();
            values.put(key, term.key());
            String condition = "jsonb_exists(" + alias + ".labels, :" + key + ")";
            if (term.value() != null) {
                String value = "l" + values.size();
                values.put(value, term.value());
                condition =
                        "coalesce(" + alias + ".labels ->> :" + key + " = :" + value + ", false)";
            }
            conditions.add(term.holds() ? condition : "not " + condition);
        }
    }

    private void addCursor(
            @Nullable String after,
            Column order,
            boolean descending,
            List<String> conditions,
            Map<String, @Nullable Object> values) {
        if (after == null) {
            return;
        }
        Cursor cursor = decode(after);
        if (cursor.place() == null && !order.nullable()) {
            throw unreadable();
        }
        conditions.add(order.behind(alias + ".id", descending, cursor.place() == null));
        if (cursor.place() != null) {
            values.put("place", cursor.place());
        }
        values.put("after", cursor.id());
    }

    private Long count(
            JdbcClient jdbc, List<String> conditions, Map<String, @Nullable Object> values) {
        return jdbc.sql("select count(*) from (" + select + where(conditions) + ") q")
                .params(values)
                .query(Long.class)
                .single();
    }

    /** The one with this id; deleted ones as well, where they stay. */
    public Optional<T> byId(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select q.view::text from (" + select + " where " + alias + ".id = :id) q")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    private Column column(String parameter, String field) {
        Column column = fields.get(field);
        if (column == null) {
            throw new BadListException(
                    parameter,
                    "'"
                            + field
                            + "' is not known here; there are "
                            + String.join(", ", known(parameter)));
        }
        return column;
    }

    private Set<String> known(String parameter) {
        Set<String> known = new LinkedHashSet<>(fields.keySet());
        if (!parameter.equals("sort")) {
            known.addAll(filters.keySet());
        }
        return known;
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private T read(String json) {
        return Payloads.mapper().readValue(json, view);
    }

    private static String encode(Cursor cursor) {
        byte[] json = Payloads.mapper().writeValueAsBytes(cursor);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static Cursor decode(String after) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(after.getBytes(StandardCharsets.US_ASCII));
            return Payloads.mapper().readValue(json, Cursor.class);
        } catch (RuntimeException broken) {
            throw unreadable();
        }
    }

    private static BadListException unreadable() {
        return new BadListException("after", "pass the value of 'next' as it was given");
    }
}
