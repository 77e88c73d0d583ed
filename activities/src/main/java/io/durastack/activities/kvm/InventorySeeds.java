package io.durastack.activities.kvm;

import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.secret.SecretOwners;
import io.durastack.kvm.storage.SeedContent;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.storage.VolumeId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The content of seed disks, from the inventory. */
public final class InventorySeeds implements SeedSource {

    /** One JSON document: the guest and its cards in one snapshot. */
    private static final String READ =
            """
            select jsonb_build_object('vm', v.id, 'hostname', v.hostname, 'sshKeys', to_jsonb(v.ssh_keys),
                'userData', v.user_data_id, 'nics', (
                    select coalesce(jsonb_agg(jsonb_build_object('mac', n.mac, 'mtu', l.mtu, 'gateway', host(l.gateway),
                        'dns', (select coalesce(jsonb_agg(host(d.address)), '[]') from unnest(l.dns) as d(address)),
                        'addresses', (
                            select coalesce(jsonb_agg(host(a.address) || '/' || masklen(l.cidr)
                                order by a.is_primary desc, a.address), '[]')
                            from nic_address a where a.nic_id = n.id)) order by n.position), '[]')
                    from nic n join l3_network l on l.id = n.l3_network_id where n.vm_id = v.id))
            from volume o join vm v on v.id = o.vm_id
            where o.id = :seed
            """;

    /** A guest as its seed describes it. */
    record Guest(
            UUID vm,
            String hostname,
            List<String> sshKeys,
            @Nullable UUID userData,
            List<Nic> nics) {}

    /** One card of a guest; addresses with their prefix length. */
    record Nic(
            String mac,
            int mtu,
            @Nullable String gateway,
            List<String> dns,
            List<String> addresses) {}

    private final JdbcClient inventory;
    private final SecretBox secrets;

    public InventorySeeds(JdbcClient inventory, SecretBox secrets) {
        this.inventory = inventory;
        this.secrets = secrets;
    }

    @Override
    public SeedContent read(VolumeId seed) {
        Guest guest =
                inventory
                        .sql(READ)
                        .param("seed", seed.value())
                        .query(String.class)
                        .optional()
                        .map(json -> Payloads.mapper().readValue(json, Guest.class))
                        .orElseThrow(() ->
                                new StepFailure(
                                        FailureCode.SPEC_CONFLICT,
                                        "volume " + seed + " is the seed of no VM"));
        return new SeedContent(
                SeedFiles.metaData(guest), userDataOf(guest), SeedFiles.networkConfig(guest));
    }

    private @Nullable String userDataOf(Guest guest) {
        UUID row = guest.userData();
        if (row == null) {
            return null;
        }
        byte[] sealed =
                inventory
                        .sql("select ciphertext from user_data where id = :id")
                        .param("id", row)
                        .query(byte[].class)
                        .single();
        return secrets.open(SecretOwners.userData(row), sealed);
    }
}
