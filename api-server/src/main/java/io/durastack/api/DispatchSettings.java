package io.durastack.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operations are started.
 *
 * @param mostInFlight of one zone and priority, 16 to 100,000. Where steps take seconds it bounds
 *     how many start at once; where the engine is what is slow, how long a lone request waits.
 *     Raise it for large zones on large machines.
 */
@ConfigurationProperties(prefix = "durastack.dispatch", ignoreUnknownFields = false)
record DispatchSettings(@DefaultValue("128") int mostInFlight) {

    DispatchSettings {
        if (mostInFlight < 16 || mostInFlight > 100_000) {
            throw new IllegalArgumentException(
                    "durastack.dispatch.most-in-flight must be from 16 to 100,000, not "
                            + mostInFlight);
        }
    }
}
