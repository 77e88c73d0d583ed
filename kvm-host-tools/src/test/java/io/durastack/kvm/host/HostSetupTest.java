package io.durastack.kvm.host;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.HostEndpoint;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostSetupTest {

    private final LabWorld world = LabWorld.installed(1);

    @AfterEach
    void close() {
        world.close();
    }

    private void assertFails(String code, Runnable call) {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(call::run)
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code));
    }

    @Test
    void aHostIsLetGoWithoutATraceAndCanComeBack() {
        KvmHost host = world.host();
        long older = turn();
        world.ensureBridge();
        host.proveFence();
        UUID volume = UUID.randomUUID();
        String locator = host.newLocator(volume, "qcow2");
        host.ensureEmptyVolume(volume, turn(), locator, 1 << 20, soon());

        assertFails("HOST_IN_USE", () -> host.uninstall(turn(), soon()));
        host.removeVolume(volume, turn(), locator, soon());
        host.uninstall(turn(), soon());
        host.uninstall(turn(), soon());

        assertThat(
                        world.shell(
                                "ls -d /etc/durastack /etc/sudoers.d/durastack /usr/local/lib/durastack"
                                        + " /etc/libvirt/hooks/qemu.d/50-durastack /var/lib/durastack-login "
                                        + host.root()
                                        + " 2>/dev/null || true; getent passwd durastack || true; ls"
                                        + " /sys/class/net | grep "
                                        + LabWorld.BRIDGE
                                        + " || true"))
                .isEmpty();
        assertFails("STALE_TURN", () -> host.install(older, soon()));
        host.install(turn(), soon());
        host.install(turn(), soon());
        host.proveFence();
    }

    @Test
    void aMachineIsOneHostOnly() {
        HostEndpoint known = world.lab().endpoint();
        HostEndpoint other =
                new HostEndpoint(
                        UUID.randomUUID(),
                        known.address(),
                        known.port(),
                        known.user(),
                        known.privateKey(),
                        known.hostKey());
        KvmHost second = new KvmHost(world.connections(), other, world.lab().storagePath());

        assertFails("HOST_TAKEN", () -> second.install(turn(), soon()));
        second.uninstall(turn(), soon());
        world.host().proveFence();
    }

    @Test
    void aMachineThatLacksSomethingIsRefusedWithWhatItLacks() {
        KvmHost host = new KvmHost(world.connections(), world.lab().endpoint(), "/nosuch/folder");

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.install(turn(), soon()))
                .withMessageContaining("/nosuch/folder")
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(HostFailureKind.REFUSED);
                    assertThat(failure.code()).isEqualTo("HOST_UNSUITABLE");
                });
    }

    @Test
    void theUserOfOursMayRunOurScriptsAndNothingElseAsRoot() {
        String may = world.shell("su -s /bin/sh durastack -c 'sudo -n -l'");

        assertThat(may).contains("durastack-domain").contains("virt-ssh-helper");
        assertThat(
                        world.shell(
                                "su -s /bin/sh durastack -c 'sudo -n id' 2>/dev/null || echo refused;"
                                        + " su -s /bin/sh durastack -c 'sudo -n virt-ssh-helper"
                                        + " test:///default' 2>/dev/null || echo refused"))
                .isEqualTo("refused\nrefused\n");
    }
}
