package io.durastack.inventory.database;

/**
 * How a database is reached.
 *
 * @param url of JDBC, {@code jdbc:postgresql://…}
 * @param connections at most at once, 2 to 200
 */
public record DatabaseSettings(String url, String username, String password, int connections) {

    public DatabaseSettings {
        if (connections < 2 || connections > 200) {
            throw new IllegalArgumentException("connections must be from 2 to 200, not " + connections);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + username + " (" + connections + " connections)";
    }
}
