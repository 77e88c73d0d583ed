package io.durastack.inventory.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox box = SecretBox.ofBase64(SecretBox.newKey());

    @Test
    void whatIsSealedOpensForItsOwnerAndIsNotReadable() {
        byte[] sealed = box.seal("host/1/ssh_key", "a private key");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(box.open("host/1/ssh_key", sealed)).isEqualTo("a private key");
        assertThat(box.seal("host/1/ssh_key", "a private key")).isNotEqualTo(sealed);
    }

    @Test
    void anotherOwnerAnotherKeyAndAChangedByteDoNotOpenIt() {
        byte[] sealed = box.seal("host/1/ssh_key", "a private key");

        assertThatIllegalStateException().isThrownBy(() -> box.open("host/2/ssh_key", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SecretBox.ofBase64(SecretBox.newKey()).open("host/1/ssh_key", sealed));
        sealed[20] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> box.open("host/1/ssh_key", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> box.open("host/1/ssh_key", new byte[] {1, 2, 3}));
    }

    @Test
    void theKeyCheckTellsKeysApart() {
        String key = SecretBox.newKey();

        assertThat(SecretBox.ofBase64(key).keyCheck())
                .isEqualTo(SecretBox.ofBase64(key).keyCheck())
                .isNotEqualTo(box.keyCheck());
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBox.ofBase64("c2hvcnQ="));
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBox.ofBase64("not base64!"));
    }
}
