package io.durastack.kvm.storage;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.kvm.domain.DomainNic;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.kvm.domain.DomainSpec;
import io.durastack.kvm.lab.LabWorld;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host lists, so that an audit finds what is ours and leaves alone what is not. */
class FoundOnHostTest {

    private final LabWorld world = LabWorld.installed(0);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFileWithTheNameOfAVolumeIsFoundWithoutARecordAndAForeignOneIsCountedAlone() {
        UUID whole = UUID.randomUUID();
        UUID half = UUID.randomUUID();
        String folder = world.host().root() + "/volumes";
        String foreign =
                folder + "/somebody-elses.qcow2 " + folder + "/" + UUID.randomUUID() + ".txt";
        int before = world.host().listVolumes(soon()).foreign();
        world.shell(
                "mkdir -p %1$s && echo 12345 > %1$s/%2$s.qcow2 && echo 1 > %1$s/%3$s.raw.new && touch %4$s"
                        .formatted(folder, whole, half, foreign));

        VolumesSeen seen = world.host().listVolumes(soon());

        assertThat(seen.ours())
                .contains(
                        new VolumeSeen(whole, "file", 6, folder + "/" + whole + ".qcow2"),
                        new VolumeSeen(half, "file", 2, folder + "/" + half + ".raw"));
        assertThat(seen.foreign()).isEqualTo(before + 2);

        world.host().removeVolume(whole, turn(), folder + "/" + whole + ".qcow2", soon());
        world.host().removeVolume(half, turn(), folder + "/" + half + ".raw", soon());

        assertThat(world.host().listVolumes(soon()).ours())
                .extracting(VolumeSeen::id)
                .doesNotContain(whole, half);
        assertThat(world.host().listVolumes(soon()).foreign()).isEqualTo(before + 2);
        world.shell("rm " + foreign);
    }

    @Test
    void aBridgeOfOursIsListedAndAForeignOneIsNot() {
        world.ensureBridge();
        world.shell("ip link add name foreignbr type bridge");

        List<String> bridges = world.host().listBridges(soon());

        world.shell("ip link delete foreignbr");
        assertThat(bridges).contains(LabWorld.BRIDGE).doesNotContain("foreignbr");
    }

    @Test
    void aDomainTellsItsDisksAndTheAddressesOfItsGuest() {
        UUID vm = UUID.randomUUID();
        DomainSpec guest = world.prepareGuest(vm, turn(), "found", "10.0.0.9");
        DomainNic nic =
                new DomainNic(
                        guest.nics().getFirst().mac(),
                        LabWorld.BRIDGE,
                        List.of("10.0.0.9", "fd00::9"));
        DomainSpec told =
                new DomainSpec(
                        vm,
                        guest.cpus(),
                        guest.memoryBytes(),
                        guest.hardware(),
                        guest.disks(),
                        List.of(nic));
        assertThat(told.digest()).isEqualTo(guest.digest());
        world.host().ensureDomain(told, turn(), soon());

        DomainSeen seen =
                world.host().listDomains(soon()).stream()
                        .filter(it -> it.uuid().equals(vm))
                        .findFirst()
                        .orElseThrow();

        assertThat(seen.nics()).containsExactly(nic);
        assertThat(seen.disks())
                .containsExactlyElementsOf(
                        guest.disks().stream().map(disk -> disk.path()).toList());
        world.removeGuest(guest, turn());
    }
}
