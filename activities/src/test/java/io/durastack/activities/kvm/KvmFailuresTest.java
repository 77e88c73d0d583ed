package io.durastack.activities.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.FailureKind;
import org.junit.jupiter.api.Test;

class KvmFailuresTest {

    private static FailureCode code(HostFailureKind kind, String code) {
        return KvmFailures.codeOf(new HostException(kind, code, "text"));
    }

    @Test
    void whatMayPassIsTriedAgainAndTheRestIsNot() {
        for (HostFailureKind kind :
                new HostFailureKind[] {
                    HostFailureKind.UNREACHABLE, HostFailureKind.TIMEOUT, HostFailureKind.BUSY
                }) {
            assertThat(code(kind, "X").kind().retryable()).as(kind.name()).isTrue();
        }
        for (HostFailureKind kind :
                new HostFailureKind[] {HostFailureKind.STALE, HostFailureKind.CONFLICT}) {
            assertThat(code(kind, "X").kind().retryable()).as(kind.name()).isFalse();
        }
        assertThat(code(HostFailureKind.STALE, "STALE_TURN").kind()).isEqualTo(FailureKind.STALE);
    }

    @Test
    void anImageThatIsWrongIsTheCallersFault() {
        assertThat(code(HostFailureKind.REFUSED, "IMAGE_CHECKSUM"))
                .isEqualTo(FailureCode.IMAGE_CHECKSUM);
        assertThat(code(HostFailureKind.REFUSED, "IMAGE_HAS_BACKING_FILE"))
                .isEqualTo(FailureCode.IMAGE_UNSAFE);
        assertThat(code(HostFailureKind.REFUSED, "IMAGE_NOT_AN_IMAGE"))
                .isEqualTo(FailureCode.IMAGE_UNREADABLE);
    }
}
