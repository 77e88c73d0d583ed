package io.durastack.inventory.vm;

import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.secret.SecretOwners;
import io.durastack.workflows.id.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a tenant gives to a guest at its start; it may hold secrets, so it is kept encrypted. */
public final class UserData {

    private final JdbcClient jdbc;
    private final SecretBox secrets;

    public UserData(JdbcClient jdbc, SecretBox secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /**
     * Keeps it, in the transaction that accepts its VM; the VM's end removes it.
     *
     * @return its row, for the VM to name
     */
    public UUID keep(String text) {
        UUID row = Ids.next();
        jdbc.sql(
                        "insert into user_data (id, ciphertext, sha256) values (:id, :ciphertext, :sha256)")
                .param("id", row)
                .param("ciphertext", secrets.seal(SecretOwners.userData(row), text))
                .param("sha256", sha256(text))
                .update();
        return row;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
