package io.durastack.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the engine is.
 *
 * @param target {@code host:port} of Temporal's front end
 * @param webUrl root of its Web UI, for links
 */
@ConfigurationProperties(prefix = "durastack.engine", ignoreUnknownFields = false)
public record ApiEngineSettings(
        @DefaultValue("127.0.0.1:7233") String target,
        @DefaultValue("default") String namespace,
        @DefaultValue("http://127.0.0.1:8233") String webUrl) {}
