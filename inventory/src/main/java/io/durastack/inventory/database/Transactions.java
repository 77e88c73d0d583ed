package io.durastack.inventory.database;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction of isolation READ COMMITTED. One that lost a deadlock (40P01) or a
 * serialisation conflict (40001) is run again as a whole, so the work must be free of effects
 * outside of the database.
 */
public final class Transactions {

    private static final int TRIES = 5;

    private final TransactionTemplate template;

    public Transactions(DataSource database) {
        this.template = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /**
     * Runs the work; joins the transaction of the caller where there is one.
     *
     * @throws ConcurrencyFailureException when five tries in a row met a conflict
     */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return template.execute(status -> work.get());
            } catch (ConcurrencyFailureException conflict) {
                if (tries == TRIES) {
                    throw conflict;
                }
            }
        }
    }
}
