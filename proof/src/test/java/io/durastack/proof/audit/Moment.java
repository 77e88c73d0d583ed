package io.durastack.proof.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The inventory as it was at one moment, kept in a schema beside it: what a backup is to an
 * installation.
 */
final class Moment {

    private final JdbcClient jdbc;
    private final List<String> tables;
    private final Map<String, Long> sequences = new LinkedHashMap<>();

    private Moment(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.tables =
                jdbc.sql(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                                    and c.relname <> 'flyway_schema_history'
                                order by 1
                                """)
                        .query((row, index) -> row.getString(1))
                        .list();
    }

    /** Keeps it as it is now. */
    static Moment now(JdbcClient jdbc) {
        Moment moment = new Moment(jdbc);
        moment.run("drop schema if exists moment cascade");
        moment.run("create schema moment");
        moment.tables.forEach(table ->
                moment.run("create table moment.%1$s as table public.%1$s".formatted(table)));
        for (String sequence : List.of("turn", "mac")) {
            moment.sequences.put(
                    sequence,
                    jdbc.sql("select last_value from " + sequence).query(Long.class).single());
        }
        return moment;
    }

    /** One script, and so one transaction: nobody sees half of it. */
    void putBack() {
        StringBuilder script = new StringBuilder("set local session_replication_role = replica;");
        script.append("truncate ").append(String.join(", ", tables)).append(";");
        tables.forEach(table ->
                script.append(
                        "insert into public.%1$s overriding system value select * from moment.%1$s;"
                                .formatted(table)));
        sequences.forEach(
                (name, value) -> script.append("select setval('%s', %d);".formatted(name, value)));
        run(
                "do $$ begin "
                        + script.toString().replace("select setval", "perform setval")
                        + " end $$");
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
