package io.durastack.inventory.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one encryption key of an installation. What one process sealed every other must be able to
 * open, so a process with another key does not start.
 */
public final class InstallationKey {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final String GIVE_ONE =
            "Give all processes the same key: in DURASTACK_ENCRYPTION_KEY (base64 of 32 bytes, as"
                    + " 'openssl rand -base64 32' prints it), or in a file of mode 0600 that"
                    + " DURASTACK_ENCRYPTION_KEYFILE names.";

    private InstallationKey() {}

    /**
     * The box of the key that the settings name.
     *
     * @throws EncryptionKeyException when there is no key, it is none, or others can read its file
     */
    public static SecretBox box(EncryptionSettings settings) {
        String key = settings.key();
        if (key == null || key.isBlank()) {
            key = read(settings.keyFile());
        }
        try {
            return SecretBox.ofBase64(key);
        } catch (IllegalArgumentException notAKey) {
            throw new EncryptionKeyException(String.valueOf(notAKey.getMessage()) + ".", GIVE_ONE);
        }
    }

    private static String read(@Nullable Path file) {
        if (file == null) {
            throw new EncryptionKeyException("There is no encryption key.", GIVE_ONE);
        }
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new EncryptionKeyException(
                        "Others can read the encryption key in " + file + ".",
                        "chmod 600 " + file + "; if they may have read it, use another key.");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new EncryptionKeyException(
                    "The encryption key in " + file + " cannot be read: " + unreadable, GIVE_ONE);
        }
    }

    /**
     * Compares with the key of the other processes; the first process of an installation settles
     * which it is. One statement on one row, so of two first ones with two keys one is refused.
     *
     * @throws EncryptionKeyException when the installation has another key
     */
    public static void check(SecretBox box, JdbcClient inventory) {
        inventory
                .sql("update installation set key_check = :check where key_check is null")
                .param("check", box.keyCheck())
                .update();
        String settled =
                inventory.sql("select key_check from installation").query(String.class).single();
        if (!settled.equals(box.keyCheck())) {
            throw new EncryptionKeyException(
                    "The encryption key of this process is not the one that this installation's"
                            + " secrets are sealed with.",
                    "Start it with the installation's key: DURASTACK_ENCRYPTION_KEY, or the file"
                            + " that DURASTACK_ENCRYPTION_KEYFILE names. Without that key the SSH"
                            + " keys of hosts and the user data of VMs are lost.");
        }
    }
}
