package io.durastack.standalone.lab;

import io.durastack.standalone.demo.ApiClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gives lab hosts back, whoever had them before: a run that was broken off, or another home. */
final class Hosts {

    /** What an operator does by hand to a machine whose installation is gone. */
    private static final String PURGE =
            "for d in $(virsh -q -c qemu:///system list --name | grep '^dura-'); do"
                    + " virsh -q -c qemu:///system destroy $d; done;"
                    + " for s in /usr/local/lib/durastack/*/durastack-network; do"
                    + " [ ! -x $s ] || $s clear; done;"
                    + " rm -rf /etc/durastack /var/lib/durastack %s/durastack %s/volumes"
                    + " /etc/sudoers.d/durastack /etc/libvirt/hooks/qemu.d/50-durastack"
                    + " /usr/local/lib/durastack /run/durastack /var/lib/durastack-login;"
                    + " userdel -f durastack 2>/dev/null; true";

    /** Any of these is a trace of somebody's installation. */
    private static final String TRACES =
            "ls -d /etc/durastack /usr/local/lib/durastack /etc/sudoers.d/durastack"
                    + " /etc/libvirt/hooks/qemu.d/50-durastack 2>/dev/null || true";

    private Hosts() {}

    /** Removes the host that the inventory has at this address, with its VMs. */
    static void giveBack(ApiClient api, LabHost host) {
        for (JsonNode known : api.get("/v1/hosts?pool=kvm&limit=200").path("items")) {
            if (known.path("address").asString().equals(host.address())) {
                String name = known.path("name").asString();
                for (JsonNode vm : api.get("/v1/vms?host=" + name + "&limit=200").path("items")) {
                    api.succeeded(api.delete("/v1/vms/" + vm.path("id").asString(), Map.of()));
                }
                api.succeeded(api.delete("/v1/hosts/" + name, Map.of()));
            }
        }
        if (!host.run(TRACES).isEmpty()) {
            host.run(PURGE.formatted(host.storagePath(), host.storagePath()));
        }
    }
}
