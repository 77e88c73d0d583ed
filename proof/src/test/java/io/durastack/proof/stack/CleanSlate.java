package io.durastack.proof.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that is, at one moment: each state table of the inventory and each table of the
 * simulated world, row by row. What comes after must be the same, but for the columns that are
 * named here with their reasons; a table that is added tomorrow is compared without a change.
 */
public final class CleanSlate {

    /** They keep what was, and say so whatever the end. */
    private static final Set<String> JOURNALS =
            Set.of(
                    "operation",
                    "event",
                    "audit",
                    "debt",
                    "idempotency_key",
                    "flyway_schema_history",
                    // The turns that a host has seen stay when the thing is gone: that is the
                    // point.
                    "sim_turn",
                    // What was ordered to go wrong, and what has.
                    "sim_setting",
                    "sim_meeting",
                    "sim_strike");

    /** Columns that may differ. */
    private static final Set<String> MAY_DIFFER =
            Set.of(
                    // Each use of a token is noted.
                    "token.last_used_at",
                    // They count and date each change of the row, that of a rollback too.
                    "vm.generation",
                    "vm.updated_at",
                    // A host that was silent in between says so until it answers.
                    "host.observed_state",
                    "host.observed_at",
                    "host.observed_reason",
                    // The generation of a host's bridges only ever rises, whatever they are.
                    "host_network.generation",
                    // How often bridges were applied is counted, for proofs.
                    "sim_host.network_applies",
                    "sim_host.network_generation",
                    "sim_host.network_digest");

    /** Columns of those that have differed in this JVM; one that never does is no exclusion. */
    private static final Set<String> DIFFERED = ConcurrentHashMap.newKeySet();

    private final Map<String, List<String>> tables;
    private final Map<String, List<String>> excluded;

    private CleanSlate(Map<String, List<String>> tables, Map<String, List<String>> excluded) {
        this.tables = tables;
        this.excluded = excluded;
    }

    /**
     * Columns that may differ, and have not since the JVM was started: they need not be excluded.
     */
    public static Set<String> excludedForNothing() {
        return MAY_DIFFER.stream()
                .filter(column -> !DIFFERED.contains(column))
                .collect(Collectors.toSet());
    }

    /** Takes it now. */
    public static CleanSlate of(JdbcClient inventory, JdbcClient world) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        read(inventory, "", tables);
        read(world, "world ", tables);
        Map<String, List<String>> excluded = new TreeMap<>();
        MAY_DIFFER.forEach(column -> excluded.put(column, values(inventory, world, column)));
        return new CleanSlate(tables, excluded);
    }

    private static List<String> values(JdbcClient inventory, JdbcClient world, String column) {
        String[] parts = column.split("\\.", 2);
        JdbcClient jdbc = parts[0].startsWith("sim_") ? world : inventory;
        String key = parts[0].equals("host_network") ? "host_id" : "id";
        return jdbc.sql(
                        "select "
                                + key
                                + " || ' ' || "
                                + parts[1]
                                + " from "
                                + parts[0]
                                + " order by 1")
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static void read(JdbcClient jdbc, String prefix, Map<String, List<String>> tables) {
        List<String> names =
                jdbc.sql(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1
                                """)
                        .query((row, index) -> row.getString(1))
                        .list();
        for (String name : names) {
            if (!JOURNALS.contains(name)) {
                tables.put(prefix + name, rows(jdbc, name));
            }
        }
    }

    private static List<String> rows(JdbcClient jdbc, String table) {
        String columns =
                String.join(
                        ", ",
                        jdbc.sql(
                                        """
                                        select quote_ident(attname) from pg_attribute
                                        where attrelid = :table::regclass and attnum > 0 and not attisdropped
                                            and :table || '.' || attname <> all(string_to_array(:differ, ','))
                                        order by attnum
                                        """)
                                .param("table", table)
                                .param("differ", String.join(",", MAY_DIFFER))
                                .query((row, index) -> row.getString(1))
                                .list());
        return jdbc.sql("select row(" + columns + ")::text from " + table + " order by 1")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /** Complains, table by table, about what is not as it was. */
    public void assertSameAs(CleanSlate before) {
        excluded.forEach((column, values) -> {
            if (!values.equals(before.excluded.get(column))) {
                boolean _ = DIFFERED.add(column);
            }
        });
        assertThat(tables.keySet()).isEqualTo(before.tables.keySet());
        tables.forEach((table, rows) ->
                assertThat(rows)
                        .as("rows of " + table)
                        .containsExactlyInAnyOrderElementsOf(before.tables.get(table)));
    }
}
