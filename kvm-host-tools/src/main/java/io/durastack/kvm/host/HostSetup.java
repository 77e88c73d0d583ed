package io.durastack.kvm.host;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.connection.HostEndpoint;
import io.durastack.kvm.connection.PublicKeys;
import io.durastack.kvm.script.ScriptBundle;
import io.durastack.kvm.script.ScriptFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Sets a host up by an administrator's login, and clears it. All else is done as the user that the
 * setup makes.
 */
public final class HostSetup {

    private final HostConnection admin;

    /**
     * The setup of one host.
     *
     * @param admin logs in as root, or as a user who may use sudo without a password
     */
    public HostSetup(HostConnection admin) {
        this.admin = admin;
    }

    /**
     * Afterwards the host has our user, sudo rules, scripts of this build's version and start hook.
     * Each part is put in place by one rename; a cut in between leaves what the same call
     * completes.
     *
     * @param turn of the host's own life; a lower one than it has seen is refused
     * @throws io.durastack.kvm.failure.HostException REFUSED with HOST_UNSUITABLE and what is
     *     missing; CONFLICT with HOST_TAKEN when it is another host of ours already; STALE
     */
    public void install(UUID host, long turn, String storagePath, Deadline deadline) {
        HostEndpoint endpoint = admin.endpoint();
        Command command =
                setup(
                                "install",
                                host,
                                turn,
                                storagePath,
                                ScriptBundle.version(),
                                PublicKeys.of(endpoint.privateKey()))
                        .reading(ScriptBundle.payload());
        ScriptFailures.check("install", admin.run(command, deadline.remaining()));
    }

    /**
     * Afterwards nothing of ours is set up on the host but the record of the turn. A machine that
     * is not this host of ours is left alone.
     *
     * @throws io.durastack.kvm.failure.HostException REFUSED with HOST_IN_USE while guests or
     *     volumes of ours are there; STALE
     */
    public void uninstall(UUID host, long turn, Deadline deadline) {
        Command command = setup("uninstall", host, turn);
        ScriptFailures.check("uninstall", admin.run(command, deadline.remaining()));
    }

    private Command setup(Object... words) {
        List<String> all = new ArrayList<>();
        if (!admin.endpoint().user().equals("root")) {
            all.addAll(List.of("sudo", "-n"));
        }
        all.addAll(List.of("sh", "-c", ScriptBundle.setup(), "durastack-setup"));
        for (Object word : words) {
            all.add(word.toString());
        }
        return Command.of(all);
    }
}
