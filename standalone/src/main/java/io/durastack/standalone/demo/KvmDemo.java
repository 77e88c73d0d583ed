package io.durastack.standalone.demo;

import io.durastack.standalone.UserError;
import io.durastack.standalone.lab.Guest;
import io.durastack.standalone.lab.Lab;
import io.durastack.standalone.lab.LabHost;
import io.durastack.standalone.lab.LabZone;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A real guest on this machine, as a KVM host in namespaces of its own. */
public final class KvmDemo {

    private static final String ZONE = "kvm-1";

    private final ApiClient api;
    private final Lab lab;
    private final StepTree tree;
    private final Consumer<String> told;

    /**
     * Prepares it.
     *
     * @param lab with at least one host
     * @param told a line for each thing that people should know
     */
    public KvmDemo(ApiClient api, Lab lab, StepTree tree, Consumer<String> told) {
        this.api = api;
        this.lab = lab;
        this.tree = tree;
        this.told = told;
    }

    /**
     * Adds the host where it is not there, makes a VM on it, and waits for the guest's own word.
     *
     * @return the line that the guest wrote on its console
     * @throws UserError when one of these does not succeed
     */
    public String run() {
        LabHost host = lab.hosts().getFirst();
        LabZone zone = new LabZone(api, lab, ZONE);
        zone.define();
        if (api.find("/v1/hosts/" + zone.hostName(host)).isEmpty()) {
            told.accept("host " + zone.hostName(host) + " at " + host.address());
            follow(api.post("/v1/hosts", zone.hostRequest(host, true), Map.of()));
        }
        zone.defineImage();
        JsonNode facts = api.get("/v1/hosts/" + zone.hostName(host)).path("facts");
        told.accept(
                facts.path("hypervisor").asString("")
                        + ", guests by "
                        + facts.path("acceleration").asString("").toUpperCase(Locale.ROOT));

        String name = "kvm-" + Long.toString(Instant.now().toEpochMilli(), 36);
        told.accept("vm " + name);
        follow(api.post("/v1/vms", zone.vmRequest(name), Map.of()));
        Guest guest = Guest.of(api, zone, host, name);
        String line = guest.bootedTimes(1);
        told.accept(
                "VM " + name + " runs at " + guest.address() + ":  curl http://" + guest.address());
        return line;
    }

    private void follow(JsonNode accepted) {
        JsonNode ended = tree.follow(accepted.at("/operation/id").asString());
        if (!ended.path("state").asString().equals("SUCCEEDED")) {
            throw new UserError(
                    ended.path("kind").asString()
                            + " ended "
                            + ended.path("state").asString()
                            + ": "
                            + ended.at("/error/message").asString("")
                            + " "
                            + ended.at("/error/detail").asString(""));
        }
    }
}
