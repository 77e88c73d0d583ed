package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    private final Map<LabHost, Foreign> foreign = new LinkedHashMap<>();
    private final Map<LabHost, String> before = new LinkedHashMap<>();
    private final Map<LabHost, Guest> guests = new LinkedHashMap<>();

    /**
     * Prepares it.
     *
     * @param api of a running installation with a worker of the role kvm
     */
    public ComputeCheck(ApiClient api, Lab lab, Report report) {
        this.api = api;
        this.lab = lab;
        this.report = report;
        this.zone = new LabZone(api, lab, "lab-" + run);
    }

    /**
     * Runs all of it; answers whether all passed.
     *
     * @param trouble whether hosts are also cut off, restarted and powered off, which takes minutes
     */
    public boolean run(boolean trouble) {
        try {
            report.check("zone, cluster, storage, network, offering", this::define);
            lab.hosts().forEach(this::add);
            report.check("the image is fetched and read", this::image);
            new ImageCheck(api, lab, zone, report).badOnesLeaveNothing();
            new NetworkCheck(api, lab, zone, report).comesAndGoes();
            new StorageCheck(api, lab, zone, report).comesAndGoes();
            lab.hosts().forEach(this::create);
            guests.forEach(this::power);
            TroubleCheck troubles = new TroubleCheck(api, lab, zone, report);
            if (trouble && guests.size() == lab.hosts().size()) {
                troubles.whileHostsStay(guests);
            }
            guests.keySet().forEach(new AuditCheck(api, zone, report)::of);
            guests.forEach(this::delete);
            foreign.forEach((host, thing) ->
                    report.check(host.name() + " keeps what is not ours", thing::unchanged));
            if (trouble && guests.size() == lab.hosts().size()) {
                troubles.powerLoss(lab.hosts().getFirst(), "lost-" + run);
            }
            before.forEach(this::remove);
        } finally {
            foreign.values().forEach(Foreign::remove);
            report.check("all definitions are taken away", this::takeAway);
        }
        return report.end();
    }

    private String define() {
        lab.hosts().forEach(host -> Hosts.giveBack(api, host));
        zone.define();
        return "in zone lab-" + run;
    }

    private String image() {
        zone.defineImage();
        JsonNode image = api.get("/v1/images/lab-" + run);
        return image.path("format").asString("") + ", " + image.path("virtualBytes") + " bytes";
    }

    private String takeAway() {
        zone.takeAway();
        return "";
    }

    private void add(LabHost host) {
        Foreign thing = new Foreign(host);
        thing.plant();
        foreign.put(host, thing);
        String machine = machine(host);
        report.check(host.name() + " shows its key before it is trusted", () -> refused(host));
        report.check(host.name() + " is added", () -> added(host, machine));
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

    private String added(LabHost host, String machine) {
        api.succeeded(api.post("/v1/hosts", zone.hostRequest(host, true), Map.of()));
        before.put(host, machine);
        JsonNode facts = api.get("/v1/hosts/" + zone.hostName(host)).path("facts");
        return facts.path("hypervisor").asString("")
                + ", guests by "
                + facts.path("acceleration").asString("");
    }

    private void create(LabHost host) {
        boolean runs =
                before.containsKey(host)
                        && report.check(
                                "a VM is created on " + host.name(),
                                () -> {
                                    zone.placeOnlyOn(host);
                                    Guest guest =
                                            Guest.created(
                                                    api,
                                                    zone,
                                                    host,
                                                    "vm-" + run + "-" + host.name());
                                    guests.put(host, guest);
                                    return guest.isOnItsHostIn("RUNNING");
                                });
        Guest guest = guests.get(host);
        if (runs && guest != null) {
            report.check("its console says who and where it is", () -> guest.bootedTimes(1));
            report.check("it answers on its address", guest::answers);
        }
    }

    private void power(LabHost host, Guest guest) {
        report.check(
                "the VM on " + host.name() + " is stopped",
                () -> {
                    guest.ask("stop");
                    return guest.isOnItsHostIn("STOPPED") + ", " + guest.isSilent();
                });
        report.check(
                "it is started",
                () -> {
                    guest.ask("start");
                    return guest.isOnItsHostIn("RUNNING") + ", " + guest.bootedTimes(2);
                });
        report.check(
                "it is rebooted",
                () -> {
                    guest.ask("reboot");
                    return guest.isOnItsHostIn("RUNNING") + ", " + guest.bootedTimes(3);
                });
        report.check("it answers again", guest::answers);
    }

    private void delete(LabHost host, Guest guest) {
        report.check(
                "the VM on " + host.name() + " is deleted",
                () -> {
                    guest.delete();
                    return guest.isSilent();
                });
        report.check("nothing of it is left on " + host.name(), () -> same("", Guest.leftOn(host)));
    }

    private void remove(LabHost host, String machine) {
        report.check(
                host.name() + " is removed",
                () -> {
                    api.succeeded(api.delete("/v1/hosts/" + zone.hostName(host), Map.of()));
                    return "";
                });
        report.check(host.name() + " is as it was before", () -> same(machine, machine(host)));
    }

    /** All that adding a host or making a VM may put on a machine; records of turns stay. */
    private static String machine(LabHost host) {
        return host.run(
                "virsh -q -c qemu:///system list --all --name | grep '^dura-'; find "
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
