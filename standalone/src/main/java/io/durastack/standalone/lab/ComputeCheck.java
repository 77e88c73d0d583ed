package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The life of VMs on the real hosts of the lab, through REST, each step looked at from outside: on
 * the host, on the guest's console, and over the network.
 */
public final class ComputeCheck {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=60");

    private final ApiClient api;
    private final Lab lab;
    private final Report report;
    private final String run = Long.toString(Instant.now().getEpochSecond(), 36);
    private final LabZone zone;

    public ComputeCheck(ApiClient api, Lab lab, Report report) {
        this.api = api;
        this.lab = lab;
        this.report = report;
        this.zone = new LabZone(api, lab, "lab-" + run);
    }

    /** Runs all of it; answers whether all passed. */
    public boolean run() {
        try {
            report.check(
                    "zone, storage, network, image, offering",
                    () -> {
                        lab.hosts().forEach(host -> Hosts.giveBack(api, host));
                        zone.define();
                        return "in zone lab-" + run;
                    });
            lab.hosts().forEach(this::lifeOn);
        } finally {
            report.check(
                    "all definitions are taken away",
                    () -> {
                        zone.takeAway();
                        return "";
                    });
        }
        return report.end();
    }

    private void lifeOn(LabHost host) {
        Foreign foreign = new Foreign(host);
        foreign.plant();
        String machine = machine(host);
        try {
            report.check(host.name() + " shows its key before it is trusted", () -> refused(host));
            if (report.check(host.name() + " is added", () -> added(host))) {
                String vm = "vm-" + run + "-" + host.name();
                if (report.check(host.name() + " runs a VM", () -> created(host, vm))) {
                    lifeOf(host, Guest.of(api, zone, host, vm));
                }
                report.check(host.name() + " is removed", () -> removed(host));
            }
            report.check(host.name() + " is as it was before", () -> same(machine, machine(host)));
            report.check(host.name() + " keeps what is not ours", foreign::unchanged);
        } finally {
            foreign.remove();
        }
    }

    /** Nothing is trusted that nobody has compared: the answer has to show what to compare. */
    private String refused(LabHost host) {
        JsonNode problem = api.refused("/v1/hosts", zone.hostRequest(host, false), PATIENTLY);
        String detail = problem.path("detail").asString();
        if (!problem.path("code").asString().equals("host_key_unknown")
                || !detail.contains(host.hostKey())) {
            throw new UserError("the answer was " + problem);
        }
        return detail.replaceAll("(?s).*(SHA256:\\S+?),.*", "$1");
    }

    private String added(LabHost host) {
        api.succeeded(api.post("/v1/hosts", zone.hostRequest(host, true), Map.of()));
        JsonNode facts = api.get("/v1/hosts/" + zone.hostName(host)).path("facts");
        return facts.path("hypervisor").asString("")
                + ", guests by "
                + facts.path("acceleration").asString("");
    }

    private String created(LabHost host, String vm) {
        onlyPlacedOn(host);
        return Guest.created(api, zone, host, vm).isOnItsHostIn("RUNNING");
    }

    /** The other hosts get no new VM meanwhile. */
    private void onlyPlacedOn(LabHost wanted) {
        for (LabHost host : lab.hosts()) {
            String path = "/v1/hosts/" + zone.hostName(host);
            if (api.find(path).isPresent()) {
                api.patch(path, Map.of("enabled", host.equals(wanted)));
            }
        }
    }

    private void lifeOf(LabHost host, Guest guest) {
        report.check("its console says who and where it is", () -> guest.bootedTimes(1));
        report.check("it answers on its address", guest::answers);
        report.check(
                "it is deleted",
                () -> {
                    guest.delete();
                    return guest.isSilent();
                });
        report.check("nothing of it is left on " + host.name(), () -> same("", Guest.leftOn(host)));
    }

    private String removed(LabHost host) {
        api.succeeded(api.delete("/v1/hosts/" + zone.hostName(host), Map.of()));
        return "";
    }

    /** All that adding a host or making a VM may put on a machine; records of turns stay. */
    private static String machine(LabHost host) {
        return host.run(
                "virsh -q -c qemu:///system list --all --name; find "
                        + host.storagePath()
                        + " | sort; ip -o link show type bridge | cut -d: -f2;"
                        + " ls -d /etc/durastack /usr/local/lib/durastack /etc/sudoers.d/durastack"
                        + " /etc/libvirt/hooks/qemu.d/* 2>/dev/null; id durastack 2>/dev/null; true");
    }

    private static String same(String before, String now) {
        if (!now.equals(before)) {
            throw new UserError("it was:\n" + before + "\nand is:\n" + now);
        }
        return "";
    }
}
