package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit of real hosts: it finds what was planted as ours, repairs it, and names nothing else.
 */
final class AuditCheck {

    private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

    private final ApiClient api;
    private final LabZone zone;
    private final Report report;

    AuditCheck(ApiClient api, LabZone zone, Report report) {
        this.api = api;
        this.zone = zone;
        this.report = report;
    }

    /** With a guest that runs there, and a domain that is not ours. */
    void of(LabHost host) {
        String left = UUID.randomUUID().toString();
        String file = host.ourFolder() + "/volumes/" + left + ".qcow2";
        report.check(
                "the audit of " + host.name() + " finds what no row knows",
                () -> {
                    host.run("mkdir -p " + host.ourFolder() + "/volumes; echo left > " + file);
                    return found(host, left);
                });
        report.check(
                "its own call takes that away, and nothing else",
                () -> {
                    JsonNode call = audit(host).at("/differences/0/action");
                    api.succeeded(
                            api.post(
                                    call.path("path").asString(),
                                    new JsonMapper().convertValue(call.path("body"), BODY),
                                    Map.of()));
                    host.run("test ! -e " + file);
                    JsonNode summary = audit(host).path("summary");
                    expect(summary.path("differences").asInt() == 0, summary);
                    return summary.path("domains")
                            + " domains, "
                            + summary.path("volumes")
                            + " volumes";
                });
    }

    private JsonNode audit(LabHost host) {
        JsonNode answer = api.get("/v1/audit?host=" + zone.hostName(host));
        expect(answer.path("notAnswered").isEmpty(), answer);
        return answer;
    }

    private String found(LabHost host, String left) {
        JsonNode answer = audit(host);
        JsonNode difference = answer.at("/differences/0");
        expect(answer.at("/summary/differences").asInt() == 1, answer);
        expect(difference.path("id").asString().equals(left), answer);
        expect(difference.path("probably").asString().equals("LEFTOVER"), answer);
        expect(answer.at("/summary/foreign").asInt() > 0, answer);
        return answer.at("/summary/foreign") + " foreign things are counted and not named";
    }

    private static void expect(boolean holds, JsonNode answer) {
        if (!holds) {
            throw new UserError("the audit says otherwise: " + answer);
        }
    }
}
