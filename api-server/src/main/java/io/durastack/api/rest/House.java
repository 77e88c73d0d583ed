package io.durastack.api.rest;

import io.durastack.inventory.database.DatabaseSettings;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.event.Events;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What every route works with. */
@Component
public final class House {

    private final JdbcClient jdbc;
    private final FairTransactions transactions;
    private final Events events;

    House(JdbcClient jdbc, Transactions transactions, DatabaseSettings settings) {
        this.jdbc = jdbc;
        this.transactions =
                new FairTransactions(transactions, Math.max(2, settings.connections() * 2 / 5));
        this.events = new Events(jdbc);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Each caller has at most two fifths of the connections at once. */
    public FairTransactions transactions() {
        return transactions;
    }

    public Events events() {
        return events;
    }
}
