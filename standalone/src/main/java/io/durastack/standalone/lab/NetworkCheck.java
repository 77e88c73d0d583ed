package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A second L2 network on all hosts, and one whose bridge a host cannot have. */
final class NetworkCheck {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=60");
    private static final String SECOND = "dulab2";
    private static final String TAKEN = "not-ours";

    private final ApiClient api;
    private final Lab lab;
    private final LabZone zone;
    private final Report report;

    NetworkCheck(ApiClient api, Lab lab, LabZone zone, Report report) {
        this.api = api;
        this.lab = lab;
        this.zone = zone;
        this.report = report;
    }

    void comesAndGoes() {
        String network = zone.hostName(lab.hosts().getFirst()) + "-l2";
        report.check(
                "a network is made on all hosts at once",
                () -> {
                    api.make("/v1/l2-networks", zone.networkRequest(network, SECOND));
                    return onAllHosts(SECOND, "bridge");
                });
        report.check(
                "deleted, it is on none of them",
                () -> {
                    api.remove("/v1/l2-networks/" + network);
                    return onAllHosts(SECOND, "");
                });
        report.check("one whose bridge is somebody else's is refused", this::taken);
    }

    private String taken() {
        LabHost owner = lab.hosts().getLast();
        String network = zone.hostName(owner) + "-taken";
        owner.run("ip link add " + TAKEN + " type bridge");
        try {
            JsonNode problem =
                    api.refused("/v1/l2-networks", zone.networkRequest(network, TAKEN), PATIENTLY);
            String detail = problem.path("detail").asString();
            if (!detail.contains("ROLLED_BACK") || !detail.contains(zone.hostName(owner))) {
                throw new UserError("the answer was " + problem);
            }
            if (api.find("/v1/l2-networks/" + network).isPresent()) {
                throw new UserError("network " + network + " is there");
            }
            for (LabHost host : lab.hosts()) {
                expect(host, TAKEN, host.equals(owner) ? "bridge" : "");
            }
            return detail;
        } finally {
            owner.run("ip link delete " + TAKEN);
        }
    }

    private String onAllHosts(String bridge, String expected) {
        lab.hosts().forEach(host -> expect(host, bridge, expected));
        return expected.isEmpty() ? "" : bridge;
    }

    private static void expect(LabHost host, String bridge, String expected) {
        String found =
                host.run(
                                "ip -d link show "
                                        + bridge
                                        + " 2>/dev/null | grep -o ' bridge ' | head -n 1")
                        .strip();
        if (!found.equals(expected)) {
            throw new UserError(
                    "on %s, '%s' is there as '%s' where '%s' was expected"
                            .formatted(host.name(), bridge, found, expected));
        }
    }
}
