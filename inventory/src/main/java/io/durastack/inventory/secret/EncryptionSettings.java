package io.durastack.inventory.secret;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key that secrets are encrypted with comes from: one of the two.
 *
 * @param key base64 of 32 bytes, as {@code DURASTACK_ENCRYPTION_KEY} in the environment; never
 *     printed
 * @param keyFile file with the same text that only its owner can read (0600)
 */
@ConfigurationProperties(prefix = "durastack.encryption", ignoreUnknownFields = false)
public record EncryptionSettings(@Nullable String key, @Nullable Path keyFile) {

    /** Without the key. */
    @Override
    public String toString() {
        return key == null ? "key in " + keyFile : "key given";
    }
}
