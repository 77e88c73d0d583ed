package io.durastack.kvm.connection;

import java.time.Duration;

/**
 * Bounds of the connection to one host.
 *
 * @param connectTimeout how long it may take until SSH, and after it libvirt, answer
 * @param keepAliveSeconds how often a sign of life is asked for
 * @param keepAliveMisses after how many unanswered ones the connection counts as broken
 * @param commands how many commands run at once; an SSH server allows ten channels on a connection
 *     unless it is told otherwise, and libvirt takes one of them
 * @param libvirtCalls how many libvirt calls run at once, those that hang included
 */
public record ConnectionSettings(
        Duration connectTimeout,
        int keepAliveSeconds,
        int keepAliveMisses,
        int commands,
        int libvirtCalls) {

    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(Duration.ofSeconds(10), 2, 3, 8, 16);
}
