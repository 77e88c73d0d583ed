package io.durastack.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database of the world. When it is away, all hosts are. */
final class WorldDatabase {

    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    WorldDatabase(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** What a host does at one go: all of it or nothing. */
    <T> T atOnce(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> work.get()));
            } catch (ConcurrencyFailureException conflict) {
                if (tries == TRIES) {
                    throw new StepFailure(
                            FailureCode.HOST_BUSY, "the host is busy with others", conflict);
                }
            } catch (TransactionException away) {
                throw new StepFailure(
                        FailureCode.HOST_UNREACHABLE, "the simulated world does not answer", away);
            } catch (DataAccessException refused) {
                throw translated(refused);
            }
        }
    }

    /** The checks of the schema are the limits of the hosts. */
    private static RuntimeException translated(DataAccessException refused) {
        String message = String.valueOf(refused.getMostSpecificCause().getMessage());
        if (message.contains("enough_memory")) {
            return new StepFailure(
                    FailureCode.HOST_OUT_OF_MEMORY, "no free memory on the host", refused);
        }
        if (message.contains("enough_storage")) {
            return new StepFailure(
                    FailureCode.HOST_DISK_FULL, "no room on the host's storage", refused);
        }
        if (message.contains("one_file_per_locator")) {
            return new StepFailure(
                    FailureCode.NAME_TAKEN, "another file has this locator", refused);
        }
        return refused;
    }
}
