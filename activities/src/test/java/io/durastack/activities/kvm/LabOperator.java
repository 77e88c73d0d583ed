package io.durastack.activities.kvm;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.kvm.connection.HostConnections;
import io.durastack.kvm.connection.HostEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What an operator with root does on a lab host between two tests. */
final class LabOperator {

    private LabOperator() {}

    /** Makes the second host a machine that nobody has, with a folder for a storage. */
    static void purge(LabFile lab) {
        HostEndpoint endpoint =
                new HostEndpoint(
                        UUID.randomUUID(),
                        lab.text("hosts[1].address"),
                        22,
                        "root",
                        LabFile.read(lab.text("hosts[1].privateKeyPath")),
                        lab.text("hosts[1].hostKey"));
        String line =
                "for d in $(virsh -q -c qemu:///system list --name | grep '^dura-'); do"
                        + " virsh -q -c qemu:///system destroy $d; done;"
                        + " for s in /usr/local/lib/durastack/*/durastack-network; do"
                        + " [ ! -x $s ] || $s clear; done;"
                        + " rm -rf /etc/durastack /var/lib/durastack "
                        + lab.text("hosts[1].storagePath")
                        + "/*; mkdir "
                        + lab.text("hosts[1].storagePath")
                        + "/local";
        try (HostConnections connections = new HostConnections(ConnectionSettings.DEFAULT)) {
            CommandResult result =
                    connections
                            .forCommands(endpoint)
                            .run(Command.of(List.of("sh", "-c", line)), Duration.ofSeconds(60));
            if (result.exit() != 0) {
                throw new IllegalStateException(result.toString());
            }
        }
    }
}
