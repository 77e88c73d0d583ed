package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A second primary storage on all hosts, and one whose path a host does not have. */
final class StorageCheck {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=60");

    private final ApiClient api;
    private final Lab lab;
    private final LabZone zone;
    private final Report report;
    private final String path;

    StorageCheck(ApiClient api, Lab lab, LabZone zone, Report report) {
        this.api = api;
        this.lab = lab;
        this.zone = zone;
        this.report = report;
        this.path = lab.hosts().getFirst().storagePath() + "/second";
    }

    void comesAndGoes() {
        String storage = zone.hostName(lab.hosts().getFirst()) + "-second";
        lab.hosts().forEach(host -> host.run("mkdir -p " + path));
        try {
            report.check("a primary storage is made on all hosts at once", () -> made(storage));
            report.check(
                    "deleted, its folder is on none of them, and what is not ours stays",
                    () -> {
                        LabHost first = lab.hosts().getFirst();
                        first.run("touch " + path + "/volumes/not-ours");
                        api.remove("/v1/primary-storages/" + storage);
                        expect(first, "volumes/not-ours");
                        lab.hosts().stream().skip(1).forEach(host -> expect(host, ""));
                        first.run("rm -r " + path + "/volumes");
                        return "";
                    });
            report.check("one whose path a host does not have is refused", this::notEverywhere);
        } finally {
            lab.hosts().forEach(host -> host.run("rm -rf " + path));
        }
    }

    private String made(String storage) {
        api.make("/v1/primary-storages", zone.storageRequest(storage, path));
        lab.hosts().forEach(host -> expect(host, "volumes"));
        long bytes =
                api.get("/v1/primary-storages/" + storage, Map.of()).path("bytesTotal").asLong();
        long sizes =
                lab.hosts().stream()
                        .map(host -> host.run("df -P -B1 " + path + " | awk 'NR == 2 {print $2}'"))
                        .mapToLong(size -> Long.parseLong(size.strip()) / 20 * 19)
                        .sum();
        if (bytes != sizes) {
            throw new UserError("its room is " + bytes + " where the hosts have " + sizes);
        }
        return bytes + " bytes";
    }

    private String notEverywhere() {
        LabHost without = lab.hosts().getLast();
        List<LabHost> others = lab.hosts().stream().filter(host -> !host.equals(without)).toList();
        String storage = zone.hostName(without) + "-nowhere";
        without.run("rmdir " + path);
        JsonNode problem =
                api.refused("/v1/primary-storages", zone.storageRequest(storage, path), PATIENTLY);
        String detail = problem.path("detail").asString();
        if (!detail.contains("ROLLED_BACK") || !detail.contains(zone.hostName(without))) {
            throw new UserError("the answer was " + problem);
        }
        if (api.find("/v1/primary-storages/" + storage).isPresent()) {
            throw new UserError("storage " + storage + " is there");
        }
        others.forEach(host -> expect(host, ""));
        return detail;
    }

    /** All that is below the path. */
    private void expect(LabHost host, String expected) {
        String found =
                host.run(
                        "cd "
                                + path
                                + " && find . -mindepth 1 '(' ! -type d -o -empty ')' -printf %P");
        if (!found.strip().equals(expected)) {
            throw new UserError(
                    "on %s, there is '%s' where '%s' was expected"
                            .formatted(host.name(), found.strip(), expected));
        }
    }
}
