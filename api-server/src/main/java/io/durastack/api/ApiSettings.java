package io.durastack.api;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The API server itself.
 *
 * @param home folder where the first token is left, in a file that only its owner can read
 * @param maxBodyBytes largest body of a request, 1,024 to 16,777,216
 */
@ConfigurationProperties(prefix = "durastack.api", ignoreUnknownFields = false)
public record ApiSettings(
        @DefaultValue(".dura") Path home, @DefaultValue("1048576") int maxBodyBytes) {

    public ApiSettings {
        if (maxBodyBytes < 1024 || maxBodyBytes > 16_777_216) {
            throw new IllegalArgumentException(
                    "durastack.api.max-body-bytes must be from 1024 to 16777216, not "
                            + maxBodyBytes);
        }
    }
}
