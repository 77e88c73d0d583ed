package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What happens to operations while their host is cut off, restarted or without power. */
final class TroubleCheck {

    /** Longer than all tries of a step take with the patience that is shipped. */
    private static final Duration LONGEST = Duration.ofMinutes(12);

    private final ApiClient api;
    private final Lab lab;
    private final LabZone zone;
    private final Report report;
    private String owing = "";

    TroubleCheck(ApiClient api, Lab lab, LabZone zone, Report report) {
        this.api = api;
        this.lab = lab;
        this.zone = zone;
        this.report = report;
    }

    /** Trouble that a guest outlives. */
    void whileHostsStay(Map<LabHost, Guest> guests) {
        LabHost first = lab.hosts().getFirst();
        LabHost last = lab.hosts().getLast();
        Guest cutOff = guests.get(first);
        Guest restarted = guests.get(last);
        if (cutOff != null) {
            report.check(
                    first.name() + " is cut off: its VM's stop waits", () -> cut(first, cutOff));
        }
        if (restarted != null) {
            report.check(
                    "libvirtd of " + last.name() + " is restarted in a reboot",
                    () -> restart(last, restarted));
        }
    }

    private String cut(LabHost host, Guest guest) {
        lab.run("cut", host.name());
        String path;
        String said;
        try {
            path = "/v1/operations/" + guest.begin("stop").at("/operation/id").asString();
            said =
                    await(path, TroubleCheck::saysThatItWaits)
                            .at("/attention/error/message")
                            .asString("");
        } finally {
            lab.run("heal", host.name());
        }
        ended(path, "SUCCEEDED");
        guest.ask("start");
        return "“" + said + "”, then " + guest.isOnItsHostIn("RUNNING");
    }

    private static boolean saysThatItWaits(JsonNode operation) {
        return operation.hasNonNull("attention")
                && operation.path("state").asString().equals("RUNNING");
    }

    private String restart(LabHost host, Guest guest) {
        int boots = guest.boots();
        JsonNode accepted = guest.begin("reboot");
        host.run(
                "kill -9 $(cat /run/libvirtd.pid); rm -f /run/libvirtd.pid;"
                        + " libvirtd -d -f /etc/libvirt/libvirtd.conf >/dev/null 2>&1");
        api.succeeded(accepted);
        guest.bootedTimes(boots + 1);
        return guest.isOnItsHostIn("RUNNING");
    }

    /**
     * A host loses its power while a VM of it is deleted: when the delete's patience is used up
     * (six minutes as shipped) what is left on the host is a debt, which is paid when the host is
     * back.
     */
    void powerLoss(LabHost host, String vm) {
        report.check(
                host.name() + " loses power in a delete: a debt",
                () -> {
                    zone.placeOnlyOn(host);
                    Guest guest = Guest.created(api, zone, host, vm);
                    guest.bootedTimes(1);
                    lab.run("off", host.name());
                    String operation =
                            api.delete("/v1/vms/" + vm, Map.of()).at("/operation/id").asString();
                    return owed("/v1/operations/" + operation);
                });
        lab.run("on", host.name());
        report.check("the debt is paid when " + host.name() + " is back", () -> paid(host));
    }

    private String owed(String delete) {
        JsonNode ended = ended(delete, "SUCCEEDED");
        owing = delete;
        if (ended.path("debts").asInt() == 0) {
            throw new UserError("it owes nothing: " + ended);
        }
        return "owes " + ended.path("debts").asInt();
    }

    private String paid(LabHost host) {
        await(owing, delete -> delete.path("debts").asInt() == 0);
        String left = Guest.leftOn(host);
        if (!left.isEmpty()) {
            throw new UserError("there is still " + left);
        }
        return "nothing is left";
    }

    private JsonNode ended(String path, String wanted) {
        JsonNode operation =
                await(
                        path,
                        it -> {
                            String state = it.path("state").asString();
                            return state.equals("SUCCEEDED")
                                    || state.equals("ROLLED_BACK")
                                    || state.equals("HELD");
                        });
        if (!operation.path("state").asString().equals(wanted)) {
            throw new UserError("it ended " + operation);
        }
        return operation;
    }

    private JsonNode await(String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            JsonNode now = api.get(path);
            if (wanted.test(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new UserError("after " + LONGEST.toMinutes() + " minutes it is " + now);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }
}
