package io.durastack.standalone.lab;

import io.durastack.standalone.demo.ApiClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A zone of real hosts through REST: what VMs need there, made under names of its own, and taken
 * away again.
 */
public final class LabZone {

    /** What the tiny guest needs at least; with less its kernel panics. */
    private static final long GUEST_MEMORY = 96L << 20;

    private static final long GUEST_DISK = 64L << 20;
    private static final String PHYSICAL_NETWORK = "lab";

    private final ApiClient api;
    private final Lab lab;
    private final String name;
    private final List<String> made = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param name of the zone, and the beginning of all names in it
     */
    public LabZone(ApiClient api, Lab lab, String name) {
        this.api = api;
        this.lab = lab;
        this.name = name;
    }

    /** Makes all but hosts and image; what is there already is taken as it is. */
    public void define() {
        ensure("/v1/zones", name, Map.of());
        ensure("/v1/clusters", name, Map.of("zone", name, "pool", "kvm"));
        ensure(
                "/v1/primary-storages",
                name,
                storageRequest(name, lab.hosts().getFirst().storagePath()));
        ensure("/v1/l2-networks", name, Map.of("zone", name, "physicalNetwork", PHYSICAL_NETWORK));
        ensure(
                "/v1/l3-networks",
                name,
                Map.of("l2Network", name, "cidr", lab.cidr(), "gateway", lab.gateway()));
        ensure(
                "/v1/instance-offerings",
                name,
                Map.of("cpus", 1, "memoryBytes", GUEST_MEMORY, "rootBytes", GUEST_DISK));
    }

    /** Makes the image; a host of the zone has to be there, which fetches it and reads it. */
    public void defineImage() {
        ensure("/v1/images", name, imageRequest(name, lab.guestImage(), lab.guestImageSha256()));
    }

    /** What it takes to make an image of a file on this machine. */
    Map<String, Object> imageRequest(String image, Path file, String sha256) {
        return Map.of(
                "name",
                image,
                "zone",
                name,
                "source",
                Map.of("url", file.toUri().toString(), "sha256", sha256));
    }

    /** What it takes to make an L2 network of the zone that never leaves its hosts. */
    Map<String, Object> networkRequest(String network, String bridge) {
        return Map.of("name", network, "zone", name, "bridge", bridge);
    }

    /** What it takes to make a primary storage on the hosts of the zone. */
    Map<String, Object> storageRequest(String storage, String path) {
        return Map.of("name", storage, "cluster", name, "kind", "LOCAL", "path", path);
    }

    private void ensure(String path, String resource, Map<String, ?> rest) {
        if (api.find(path + "/" + resource).isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>(rest);
            body.put("name", resource);
            api.make(path, body);
        }
        made.add(path + "/" + resource);
    }

    /** What it takes to add a host; without its host key the machine shows it. */
    public Map<String, Object> hostRequest(LabHost host, boolean withHostKey) {
        Map<String, Object> ssh = new LinkedHashMap<>();
        ssh.put("port", host.port());
        ssh.put("user", host.user());
        ssh.put("privateKey", host.privateKey());
        if (withHostKey) {
            ssh.put("hostKey", host.hostKey());
        }
        return Map.of(
                "name",
                hostName(host),
                "cluster",
                name,
                "address",
                host.address(),
                "ssh",
                ssh,
                "storagePath",
                host.storagePath(),
                "devices",
                Map.of(PHYSICAL_NETWORK, lab.device()));
    }

    /** What a lab host is called in the inventory. */
    public String hostName(LabHost host) {
        return name + "-" + host.name();
    }

    /** What it takes to make a guest of the tiny image. */
    public Map<String, Object> vmRequest(String vm) {
        return Map.of("name", vm, "image", name, "offering", name, "networks", List.of(name));
    }

    /** The other hosts of the lab get no new VM meanwhile. */
    void placeOnlyOn(LabHost wanted) {
        for (LabHost host : lab.hosts()) {
            String path = "/v1/hosts/" + hostName(host);
            if (api.find(path).isPresent()) {
                api.patch(path, Map.of("enabled", host.equals(wanted)));
            }
        }
    }

    /** Takes away what was made, last first; what somebody else uses meanwhile stays. */
    public void takeAway() {
        for (String path : made.reversed()) {
            if (api.find(path).isPresent()) {
                api.remove(path);
            }
        }
        made.clear();
    }
}
