package io.durastack.standalone.stress;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts what PostgreSQL did, by database: transactions always, statements where the extension
 * pg_stat_statements is loaded.
 */
final class SqlMeter {

    private static final String STATEMENTS =
            """
            select d.datname, sum(s.calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid group by d.datname
            """;
    private static final String TRANSACTIONS =
            "select datname, xact_commit from pg_stat_database where datname is not null";

    private final JdbcClient jdbc;
    private final boolean statements;
    private Map<String, Long> statementsBefore = Map.of();
    private Map<String, Long> transactionsBefore = Map.of();

    SqlMeter(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.statements = enable();
    }

    private boolean enable() {
        try {
            jdbc.sql("create extension if not exists pg_stat_statements").update();
            jdbc.sql(STATEMENTS).query().listOfRows();
            return true;
        } catch (DataAccessException notLoaded) {
            return false;
        }
    }

    void reset() {
        statementsBefore = statements ? read(STATEMENTS) : Map.of();
        transactionsBefore = read(TRANSACTIONS);
    }

    /** Empty where PostgreSQL does not count them. */
    Map<String, Long> statements() {
        return statements ? since(read(STATEMENTS), statementsBefore) : Map.of();
    }

    Map<String, Long> transactions() {
        return since(read(TRANSACTIONS), transactionsBefore);
    }

    private Map<String, Long> read(String sql) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql(sql)
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private static Map<String, Long> since(Map<String, Long> now, Map<String, Long> before) {
        Map<String, Long> since = new TreeMap<>();
        now.forEach((database, count) -> {
            long grown = count - before.getOrDefault(database, 0L);
            if (grown > 0) {
                since.put(database, grown);
            }
        });
        return since;
    }
}
