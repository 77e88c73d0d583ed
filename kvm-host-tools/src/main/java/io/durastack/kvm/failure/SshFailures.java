package io.durastack.kvm.failure;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/** Translates what SSHJ throws. */
public final class SshFailures {

    private SshFailures() {}

    /**
     * What an SSH failure means.
     *
     * @param doing what was tried, for the message: {@code connecting to 10.0.0.3:22}
     */
    public static HostException translate(String doing, IOException failure) {
        String message = doing + ": " + describe(failure);
        if (failure instanceof UserAuthException) {
            return new HostException(
                    HostFailureKind.REFUSED, "SSH_LOGIN_REFUSED", message, failure);
        }
        if (failure instanceof TransportException transport
                && transport.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
            return new HostException(HostFailureKind.REFUSED, "HOST_KEY_CHANGED", message, failure);
        }
        if (failure instanceof UnknownHostException) {
            return new HostException(
                    HostFailureKind.UNREACHABLE, "HOST_NAME_UNKNOWN", message, failure);
        }
        if (failure instanceof SocketTimeoutException || hasTimeout(failure)) {
            return new HostException(HostFailureKind.UNREACHABLE, "SSH_SILENT", message, failure);
        }
        return new HostException(HostFailureKind.UNREACHABLE, "SSH_UNREACHABLE", message, failure);
    }

    private static String describe(IOException failure) {
        String text = failure.getMessage();
        if (text != null && !text.isBlank()) {
            return text;
        }
        return failure instanceof SSHException ssh && ssh.getDisconnectReason() != null
                ? ssh.getDisconnectReason().toString()
                : failure.getClass().getSimpleName();
    }

    private static boolean hasTimeout(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
