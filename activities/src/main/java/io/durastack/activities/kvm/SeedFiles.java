package io.durastack.activities.kvm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes the NoCloud files that we make, by a YAML library: nothing that a tenant chose can become
 * syntax. User data is the tenant's own and is passed on as it is; SSH keys travel in the meta-data
 * so that they do not have to be merged into it.
 */
final class SeedFiles {

    private SeedFiles() {}

    static String metaData(InventorySeeds.Guest guest) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("instance-id", guest.vm().toString());
        data.put("local-hostname", guest.hostname());
        if (!guest.sshKeys().isEmpty()) {
            data.put("public-keys", guest.sshKeys());
        }
        return dump(data);
    }

    /** Version 2 (netplan). Cards are matched by their MAC; the first gateway is the default. */
    static String networkConfig(InventorySeeds.Guest guest) {
        Map<String, Object> cards = new LinkedHashMap<>();
        boolean routed = false;
        for (InventorySeeds.Nic nic : guest.nics()) {
            boolean gives = !routed && nic.gateway() != null;
            cards.put("nic" + cards.size(), card(nic, gives));
            routed |= gives;
        }
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("version", 2);
        network.put("ethernets", cards);
        return dump(network);
    }

    private static Map<String, Object> card(InventorySeeds.Nic nic, boolean defaultRoute) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("match", Map.of("macaddress", nic.mac()));
        card.put("mtu", nic.mtu());
        card.put("dhcp4", false);
        card.put("addresses", nic.addresses());
        String gateway = nic.gateway();
        if (defaultRoute && gateway != null) {
            Map<String, Object> route = new LinkedHashMap<>();
            route.put("to", gateway.contains(":") ? "::/0" : "0.0.0.0/0");
            route.put("via", gateway);
            card.put("routes", List.of(route));
        }
        if (!nic.dns().isEmpty()) {
            card.put("nameservers", Map.of("addresses", nic.dns()));
        }
        return card;
    }

    private static String dump(Map<String, Object> content) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(content);
    }
}
