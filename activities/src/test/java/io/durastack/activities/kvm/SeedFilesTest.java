package io.durastack.activities.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class SeedFilesTest {

    private static InventorySeeds.Guest guest(String hostname, InventorySeeds.Nic... nics) {
        return new InventorySeeds.Guest(
                UUID.fromString("0199f3a2-7c11-7abc-8def-001122334455"),
                hostname,
                List.of("ssh-ed25519 AAAA me"),
                null,
                List.of(nics));
    }

    private static InventorySeeds.Nic nic(String mac, String address, String gateway) {
        return new InventorySeeds.Nic(mac, 1500, gateway, List.of("10.0.0.2"), List.of(address));
    }

    @Test
    void theMetaDataNamesTheGuestAndItsKeys() {
        Map<String, Object> data = new Yaml().load(SeedFiles.metaData(guest("web-1")));

        assertThat(data)
                .containsEntry("local-hostname", "web-1")
                .containsEntry("instance-id", "0199f3a2-7c11-7abc-8def-001122334455")
                .containsEntry("public-keys", List.of("ssh-ed25519 AAAA me"));
    }

    @Test
    void textFromTenantsCannotBecomeSyntax() {
        String hostname = "x\nuser: root # '\"";
        Map<String, Object> data = new Yaml().load(SeedFiles.metaData(guest(hostname)));

        assertThat(data).containsEntry("local-hostname", hostname).doesNotContainKey("user");
    }

    @Test
    void cardsAreFoundByTheirMacAndTheFirstGatewayIsTheDefault() {
        String text =
                SeedFiles.networkConfig(
                        guest(
                                "web-1",
                                nic("02:d5:00:00:00:01", "10.0.0.5/24", "10.0.0.1"),
                                nic("02:d5:00:00:00:02", "10.1.0.5/24", "10.1.0.1")));
        Map<String, Map<String, Map<String, Object>>> network = new Yaml().load(text);
        Map<String, Map<String, Object>> cards =
                java.util.Objects.requireNonNull(network.get("ethernets"));

        assertThat(cards.get("nic0"))
                .containsEntry("match", Map.of("macaddress", "02:d5:00:00:00:01"))
                .containsEntry("addresses", List.of("10.0.0.5/24"))
                .containsEntry("routes", List.of(Map.of("to", "0.0.0.0/0", "via", "10.0.0.1")));
        assertThat(cards.get("nic1"))
                .containsEntry("addresses", List.of("10.1.0.5/24"))
                .doesNotContainKey("routes");
    }
}
