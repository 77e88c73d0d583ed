package io.durastack.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the database of the simulated world is reached.
 *
 * @param password never printed
 * @param connections at most at once, 2 to 200
 */
@ConfigurationProperties(prefix = "durastack.world", ignoreUnknownFields = false)
record WorldSettings(
        String url, String username, String password, @DefaultValue("20") int connections) {

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + username + " (" + connections + " connections)";
    }
}
