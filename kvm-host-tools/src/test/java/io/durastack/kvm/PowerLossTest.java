package io.durastack.kvm;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.domain.DomainPower;
import io.durastack.kvm.domain.DomainSpec;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PowerLossTest {

    private final LabWorld world = LabWorld.installed(1);
    private final UUID vm = UUID.randomUUID();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aHostThatLostPowerStartsNothingByItselfAndIsClearedAfterwards() {
        KvmHost host = world.host();
        DomainSpec spec = world.bareDomain(vm);
        long older = turn();
        host.ensureDomain(spec, turn(), soon());
        world.ensureBridge();

        world.lab().lab().command("off", world.lab().name());
        try {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host.domainState(vm, Deadline.after(Duration.ofSeconds(15))))
                    .satisfies(failure ->
                            assertThat(failure.kind())
                                    .isIn(HostFailureKind.UNREACHABLE, HostFailureKind.TIMEOUT));
        } finally {
            world.lab().lab().command("on", world.lab().name());
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .ignoreExceptionsInstanceOf(HostException.class)
                .until(() -> host.domainState(vm, soon()).power(), DomainPower.OFF::equals);
        assertThat(host.networkApplied(soon()).generation()).isZero();
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.ensureDomain(spec, older, soon()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.STALE));
        host.removeDomain(vm, turn(), soon());
        assertThat(world.shell("ls /var/lib/libvirt/qemu /var/log/libvirt/qemu"))
                .doesNotContain(vm.toString().substring(0, 15));
        world.ensureBridge();
        assertThat(world.shell("ls /sys/class/net")).contains(LabWorld.BRIDGE);
    }
}
