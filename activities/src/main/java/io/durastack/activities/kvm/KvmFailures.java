package io.durastack.activities.kvm;

import io.durastack.kvm.failure.HostException;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import java.util.function.Supplier;

/** The one place where failures of hosts become failures of steps. */
final class KvmFailures {

    private KvmFailures() {}

    /** Does something on a host, and says what its failure means. */
    static <T> T on(HostRef host, Supplier<T> action) {
        try {
            return action.get();
        } catch (HostException failure) {
            throw new StepFailure(
                    codeOf(failure), host.name() + ": " + failure.getMessage(), failure);
        }
    }

    static FailureCode codeOf(HostException failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> FailureCode.HOST_UNREACHABLE;
            case TIMEOUT -> FailureCode.HOST_TIMEOUT;
            case BUSY -> FailureCode.HOST_BUSY;
            case STALE ->
                    failure.code().equals("STALE_GENERATION")
                            ? FailureCode.GENERATION_REFUSED
                            : FailureCode.STALE_STEP;
            case CONFLICT -> conflict(failure.code());
            case NOT_FOUND -> FailureCode.HOST_REFUSED;
            case DISK_FULL -> FailureCode.HOST_DISK_FULL;
            case REFUSED -> refused(failure.code());
            case BUG -> FailureCode.BUG;
        };
    }

    private static FailureCode conflict(String code) {
        return switch (code) {
            case "NAME_TAKEN", "FOREIGN_DOMAIN" -> FailureCode.NAME_TAKEN;
            default -> FailureCode.SPEC_CONFLICT;
        };
    }

    private static FailureCode refused(String code) {
        return switch (code) {
            case "OUT_OF_MEMORY" -> FailureCode.HOST_OUT_OF_MEMORY;
            case "IMAGE_CHECKSUM" -> FailureCode.IMAGE_CHECKSUM;
            case "IMAGE_HAS_BACKING_FILE", "IMAGE_HAS_DATA_FILE" -> FailureCode.IMAGE_UNSAFE;
            case "IMAGE_NOT_AN_IMAGE", "IMAGE_FORMAT", "IMAGE_ENCRYPTED", "IMAGE_SOURCE" ->
                    FailureCode.IMAGE_UNREADABLE;
            case "FOLDER_REFUSED" -> FailureCode.FOLDER_REFUSED;
            case "HOST_UNSUITABLE", "SSH_KEY_UNREADABLE", "HOST_KEY_MALFORMED" ->
                    FailureCode.HOST_UNSUITABLE;
            default -> FailureCode.HOST_REFUSED;
        };
    }
}
