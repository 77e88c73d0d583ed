package io.durastack.api.host;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a real host is entered.
 *
 * @param port of its SSH server; 22 where it is not given
 * @param user root, or one who may use sudo without a password; root where it is not given
 * @param privateKey that opens it, without a passphrase; kept encrypted, and never shown again
 * @param hostKey type and base64 as in a known_hosts file; where it is not given, the request ends
 *     with the key that the machine shows, for somebody to compare
 */
record SshRequest(
        @Min(1) @Max(65535) @Nullable Integer port,
        @Pattern(
                        regexp = "[a-z_][a-z0-9_-]{0,31}",
                        message = "must be the name of a user on the machine")
                @Nullable String user,
        @NotNull
                @Size(max = 16384)
                @Pattern(
                        regexp =
                                "(?s)\\s*-----BEGIN [A-Z ]*PRIVATE KEY-----\\s.*-----END [A-Z ]*PRIVATE KEY-----\\s*",
                        message = "must be a private SSH key, from BEGIN to END")
                String privateKey,
        @Size(max = 4096)
                @Pattern(
                        regexp = "(\\S+ )?(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( \\S+)?",
                        message =
                                "must be the type of the key and its base64, as in a known_hosts file")
                @Nullable String hostKey) {

    /** Without the key. */
    @Override
    public String toString() {
        return "SshRequest[" + user + "]";
    }
}
