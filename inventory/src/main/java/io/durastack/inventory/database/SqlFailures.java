package io.durastack.inventory.database;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** The one place where exceptions of SQL become ours. */
public final class SqlFailures {

    private SqlFailures() {}

    /**
     * A failure that passes by itself: no connection, a lost one, a lock or a statement that took
     * too long. Anything else, a violated constraint say, is a bug of ours.
     */
    public static Optional<StepFailure> passing(Throwable thrown) {
        return passes(thrown)
                ? Optional.of(
                        new StepFailure(
                                FailureCode.INVENTORY_UNAVAILABLE, rootMessage(thrown), thrown))
                : Optional.empty();
    }

    private static boolean passes(Throwable thrown) {
        return switch (thrown) {
            case CannotCreateTransactionException ignored -> true;
            case CannotGetJdbcConnectionException ignored -> true;
            case DataAccessResourceFailureException ignored -> true;
            case ConcurrencyFailureException ignored -> true;
            case QueryTimeoutException ignored -> true;
            case TransientDataAccessException ignored -> true;
            case TransactionSystemException ignored -> true;
            default -> connectionLost(thrown);
        };
    }

    /**
     * SQLSTATE classes 08 (connection), 53 (resources), 57 (operator intervention: shutdown,
     * cancelled by timeout).
     */
    private static boolean connectionLost(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.equals("55P03");
            }
        }
        return false;
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
