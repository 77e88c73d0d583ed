package io.durastack.kvm.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Translates what libvirt throws. */
public final class LibvirtFailures {

    /** How our start hook ends its last line: the word DURASTACK, a code, and a sentence. */
    private static final Pattern HOOK_WORD =
            Pattern.compile("DURASTACK (STALE|BUSY|REFUSED|BUG) ([^\\n]*)");

    private LibvirtFailures() {}

    /**
     * What a libvirt failure means.
     *
     * @param doing what was tried, for the message: {@code start of domain 0f…}
     */
    public static HostException translate(String doing, LibvirtException failure) {
        String message = doing + ": " + failure.getMessage();
        ErrorNumber number = numberOf(failure);
        return switch (number) {
            case VIR_ERR_NO_DOMAIN -> of(HostFailureKind.NOT_FOUND, "NO_DOMAIN", message, failure);
            case VIR_ERR_HOOK_SCRIPT_FAILED -> ofHook(message, failure);
            case VIR_ERR_OPERATION_TIMEOUT, VIR_ERR_AGENT_UNRESPONSIVE, VIR_ERR_RESOURCE_BUSY ->
                    of(HostFailureKind.BUSY, "DOMAIN_BUSY", message, failure);
            case VIR_ERR_NO_CONNECT,
                    VIR_ERR_INVALID_CONN,
                    VIR_ERR_RPC,
                    VIR_ERR_SYSTEM_ERROR,
                    VIR_ERR_NO_SERVER,
                    VIR_ERR_NO_CLIENT ->
                    ofSystem(message, failure);
            case VIR_ERR_NO_MEMORY ->
                    of(HostFailureKind.REFUSED, "OUT_OF_MEMORY", message, failure);
            case VIR_ERR_XML_ERROR,
                    VIR_ERR_XML_DETAIL,
                    VIR_ERR_XML_INVALID_SCHEMA,
                    VIR_ERR_INVALID_ARG ->
                    of(HostFailureKind.BUG, "DOMAIN_XML", message, failure);
            case VIR_ERR_AUTH_FAILED, VIR_ERR_ACCESS_DENIED, VIR_ERR_OPERATION_DENIED ->
                    of(HostFailureKind.REFUSED, "ACCESS_DENIED", message, failure);
            case VIR_ERR_DOM_EXIST ->
                    of(HostFailureKind.CONFLICT, "DOMAIN_EXISTS", message, failure);
            case VIR_ERR_CONFIG_UNSUPPORTED,
                    VIR_ERR_ARGUMENT_UNSUPPORTED,
                    VIR_ERR_OPERATION_UNSUPPORTED,
                    VIR_ERR_NO_SUPPORT,
                    VIR_ERR_CPU_INCOMPATIBLE ->
                    of(HostFailureKind.REFUSED, "UNSUPPORTED", message, failure);
            case VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_FAILED, VIR_ERR_OPERATION_INVALID ->
                    ofInternal(message, failure);
            default -> of(HostFailureKind.REFUSED, "LIBVIRT_" + number, message, failure);
        };
    }

    /** The number of a libvirt error; VIR_ERR_UNKNOWN where it carries none. */
    public static ErrorNumber numberOf(LibvirtException failure) {
        return failure.getError() == null || failure.getError().getCode() == null
                ? ErrorNumber.VIR_ERR_UNKNOWN
                : failure.getError().getCode();
    }

    private static HostException ofHook(String message, LibvirtException failure) {
        Matcher word = HOOK_WORD.matcher(message);
        if (!word.find()) {
            return of(HostFailureKind.REFUSED, "FOREIGN_HOOK", message, failure);
        }
        HostFailureKind kind = HostFailureKind.valueOf(word.group(1));
        String code = kind == HostFailureKind.STALE ? "STALE_TURN" : "HOOK_" + kind;
        return of(kind, code, word.group(2), failure);
    }

    private static HostException ofSystem(String message, LibvirtException failure) {
        if (message.contains("No space left on device")) {
            return of(HostFailureKind.DISK_FULL, "DISK_FULL", message, failure);
        }
        if (message.contains("annot allocate memory")) {
            return of(HostFailureKind.REFUSED, "OUT_OF_MEMORY", message, failure);
        }
        return of(HostFailureKind.UNREACHABLE, "LIBVIRT_UNREACHABLE", message, failure);
    }

    /**
     * Internal errors are mostly QEMU's words. That QEMU ended while it was starting is what the
     * loser of a race with a destroy sees, or a passing lack on the host: it may be tried again.
     */
    private static HostException ofInternal(String message, LibvirtException failure) {
        if (message.contains("No space left on device")) {
            return of(HostFailureKind.DISK_FULL, "DISK_FULL", message, failure);
        }
        if (message.contains("annot allocate memory")
                || message.contains("annot set up guest memory")) {
            return of(HostFailureKind.REFUSED, "OUT_OF_MEMORY", message, failure);
        }
        if (message.contains("keepalive") || message.contains("client socket is closed")) {
            return of(HostFailureKind.UNREACHABLE, "LIBVIRT_UNREACHABLE", message, failure);
        }
        if (message.contains("closed the monitor") || message.contains("while connecting")) {
            return of(HostFailureKind.BUSY, "QEMU_ENDED", message, failure);
        }
        return of(HostFailureKind.REFUSED, "LIBVIRT_REFUSED", message, failure);
    }

    private static HostException of(
            HostFailureKind kind, String code, String message, LibvirtException cause) {
        return new HostException(kind, code, message, cause);
    }
}
