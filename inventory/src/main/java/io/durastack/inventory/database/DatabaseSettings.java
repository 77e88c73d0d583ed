package io.durastack.inventory.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the inventory is reached.
 *
 * @param url of JDBC, {@code jdbc:postgresql://…}
 * @param password never printed
 * @param connections at most at once, 2 to 200
 */
@ConfigurationProperties(prefix = "durastack.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        String url, String username, String password, @DefaultValue("20") int connections) {

    public DatabaseSettings {
        if (connections < 2 || connections > 200) {
            throw new IllegalArgumentException(
                    "durastack.database.connections must be from 2 to 200, not " + connections);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + username + " (" + connections + " connections)";
    }
}
