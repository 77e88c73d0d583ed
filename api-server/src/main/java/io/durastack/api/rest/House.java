package io.durastack.api.rest;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.event.Events;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What every route works with. */
@Component
public final class House {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Events events;

    House(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = new Events(jdbc);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Events events() {
        return events;
    }
}
