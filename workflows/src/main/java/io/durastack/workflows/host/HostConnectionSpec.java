package io.durastack.workflows.host;

import org.jspecify.annotations.Nullable;

/**
 * How a host is reached. The key that opens it is no part of this: a step that needs it looks it
 * up.
 *
 * @param address name or IP address of its management interface
 * @param port of its SSH server, 1 to 65,535
 * @param user the user that Durastack works as
 * @param hostKey the SSH host key that was accepted when it was added, in the form of a known_hosts
 *     entry; null in a simulated world
 * @param storagePath absolute path of the folder where its volumes live
 */
public record HostConnectionSpec(
        String address, int port, String user, @Nullable String hostKey, String storagePath) {}
