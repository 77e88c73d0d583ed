package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A guest of the tiny image on a lab host: asked for through REST, looked at from outside. */
public final class Guest {

    private static final Duration BOOT = Duration.ofSeconds(90);

    private final ApiClient api;
    private final LabZone zone;
    private final LabHost host;
    private final String name;
    private JsonNode vm;

    private Guest(ApiClient api, LabZone zone, LabHost host, String name, JsonNode vm) {
        this.api = api;
        this.zone = zone;
        this.host = host;
        this.name = name;
        this.vm = vm;
    }

    /** A guest that was asked for and runs by the inventory's word. */
    public static Guest created(ApiClient api, LabZone zone, LabHost host, String name) {
        api.succeeded(api.post("/v1/vms", zone.vmRequest(name), Map.of()));
        return of(api, zone, host, name);
    }

    /** A guest that the inventory has. */
    public static Guest of(ApiClient api, LabZone zone, LabHost host, String name) {
        return new Guest(api, zone, host, name, api.get("/v1/vms/" + name));
    }

    public String address() {
        return vm.at("/nics/0/addresses/0").asString("");
    }

    private String id() {
        return vm.path("id").asString();
    }

    /** Checks what the inventory says of it. */
    String isOnItsHostIn(String state) {
        vm = api.get("/v1/vms/" + name);
        String on = vm.path("host").asString("");
        if (!vm.path("state").asString().equals(state)
                || !(on.isEmpty() || on.equals(zone.hostName(host)))) {
            throw new UserError("the VM is " + vm.path("state").asString() + " on " + on);
        }
        return state + " on " + on;
    }

    /** The line by which the guest says that it is up, who it is and where. */
    public String greeting() {
        return "DURASTACK guest ready host="
                + vm.path("hostname").asString()
                + " address="
                + address();
    }

    /** How often its console has shown its greeting up to now. */
    int boots() {
        String all =
                host.run(
                        "cat "
                                + host.ourFolder()
                                + "/consoles/"
                                + id()
                                + ".log 2>/dev/null || true");
        return (int) all.lines().filter(line -> line.contains(greeting())).count();
    }

    /** Waits until the console has shown the greeting so often. */
    public String bootedTimes(int times) {
        await(
                "the console does not say '" + greeting() + "' " + times + " times",
                () -> boots() >= times);
        return greeting();
    }

    /** Waits until it answers a ping, and a request for its page. */
    String answers() {
        await("no answer to ping at " + address(), this::pings);
        await("no answer at http://" + address(), () -> page().contains("hello from"));
        return address() + ": " + page();
    }

    /** Waits until it answers no more. */
    String isSilent() {
        await(address() + " still answers", () -> !pings());
        return address() + " is silent";
    }

    private boolean pings() {
        try {
            return InetAddress.getByName(address()).isReachable(2_000);
        } catch (IOException away) {
            return false;
        }
    }

    private String page() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://" + address() + "/").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            try (var body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException notYet) {
            return "";
        }
    }

    /** Domains of ours on the host, and files of volumes and consoles, as they are now. */
    static String leftOn(LabHost host) {
        return host.run(
                "virsh -q -c qemu:///system list --all --name | grep '^dura-'; find "
                        + host.storagePath()
                        + " -type f \\( -path '*/volumes/*' -o -path '*/consoles/*' \\); true");
    }

    /** Asks for a change of its power: start, stop or reboot; answers what the API answered. */
    JsonNode begin(String verb) {
        return api.post("/v1/vms/" + name + ":" + verb, Map.of(), Map.of());
    }

    /** The same, and waits until it is done. */
    void ask(String verb) {
        api.succeeded(begin(verb));
    }

    void delete() {
        api.succeeded(api.delete("/v1/vms/" + name, Map.of()));
    }

    private static void await(String otherwise, Supplier<Boolean> wanted) {
        long end = System.nanoTime() + BOOT.toNanos();
        while (!wanted.get()) {
            if (System.nanoTime() > end) {
                throw new UserError(otherwise);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }
}
