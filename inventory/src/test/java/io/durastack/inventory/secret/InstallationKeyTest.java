package io.durastack.inventory.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.testing.database.TestingDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class InstallationKeyTest {

    private final String key = SecretBox.newKey();

    @Test
    void theFirstProcessSettlesTheKeyAndOneWithAnotherIsRefused() {
        try (TestingDatabase database = TestingDatabase.create("classpath:db/migration")) {
            JdbcClient inventory = JdbcClient.create(database.dataSource());
            SecretBox first = InstallationKey.box(new EncryptionSettings(key, null));
            InstallationKey.check(first, inventory);

            assertThatCode(() -> InstallationKey.check(SecretBox.ofBase64(key), inventory))
                    .doesNotThrowAnyException();
            assertThatExceptionOfType(EncryptionKeyException.class)
                    .isThrownBy(() ->
                            InstallationKey.check(
                                    SecretBox.ofBase64(SecretBox.newKey()), inventory))
                    .withMessageContaining("not the one")
                    .satisfies(refused -> assertThat(refused.action()).contains("KEYFILE"));
        }
    }

    @Test
    void aKeyFileIsReadWhereOnlyItsOwnerCan(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, key + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        EncryptionSettings settings = new EncryptionSettings(null, file);
        assertThat(InstallationKey.box(settings).keyCheck())
                .isEqualTo(SecretBox.ofBase64(key).keyCheck());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatExceptionOfType(EncryptionKeyException.class)
                .isThrownBy(() -> InstallationKey.box(settings))
                .withMessageContaining("Others can read");
    }

    @Test
    void noKeyAndOneThatIsNoneAreRefusedWithoutRepeatingIt() {
        assertThatExceptionOfType(EncryptionKeyException.class)
                .isThrownBy(() -> InstallationKey.box(new EncryptionSettings(null, null)));
        assertThatExceptionOfType(EncryptionKeyException.class)
                .isThrownBy(() -> InstallationKey.box(new EncryptionSettings("not a key!", null)))
                .withMessageNotContaining("not a key!");
        assertThat(new EncryptionSettings(key, null).toString()).doesNotContain(key);
    }
}
