package io.durastack.kvm;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.kvm.domain.Acceleration;
import io.durastack.kvm.domain.DomainPower;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.kvm.domain.DomainSpec;
import io.durastack.kvm.domain.DomainStamp;
import io.durastack.kvm.host.HostDescription;
import io.durastack.kvm.lab.LabWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GuestLifeTest {

    @Test
    void aGuestBootsSaysWhoItIsIsStoppedStartedRebootedAndLeavesNothing() {
        try (LabWorld world = LabWorld.installed(0)) {
            KvmHost host = world.host();
            UUID vm = UUID.randomUUID();
            String address = world.lab().lab().guestNet() + ".50";
            DomainSpec spec = world.prepareGuest(vm, turn(), "web-1", address);

            DomainSeen first = host.ensureDomain(spec, turn(), soon());
            assertThat(first.power()).isEqualTo(DomainPower.RUNNING);
            awaitConsole(host, vm, "DURASTACK guest ready host=web-1 address=" + address, 1);
            assertThat(answerOf(address)).isEqualTo("hello from web-1 " + address + "\n");
            assertThat(stamp(host.ensureDomain(spec, turn(), soon()))).isEqualTo(stamp(first));

            host.stopDomain(vm, turn(), Duration.ofSeconds(20), soon(), () -> {});
            assertThat(host.domainState(vm, soon()).power()).isEqualTo(DomainPower.OFF);
            awaitConsole(host, vm, "DURASTACK guest stops", 1);

            DomainSeen second = host.ensureDomain(spec, turn(), soon());
            awaitConsole(host, vm, "DURASTACK guest ready", 2);
            DomainSeen third =
                    host.rebootDomain(
                            spec,
                            turn(),
                            stamp(second).incarnation(),
                            Duration.ofSeconds(20),
                            soon(),
                            () -> {});
            assertThat(stamp(third).incarnation()).isNotEqualTo(stamp(second).incarnation());
            DomainSeen again =
                    host.rebootDomain(
                            spec,
                            turn(),
                            stamp(second).incarnation(),
                            Duration.ZERO,
                            soon(),
                            () -> {});
            assertThat(stamp(again)).isEqualTo(stamp(third));
            awaitConsole(host, vm, "DURASTACK guest ready", 3);

            world.removeGuest(spec, turn());
            world.removeGuest(spec, turn());
            assertThat(host.listDomains(soon())).noneMatch(seen -> seen.uuid().equals(vm));
            assertThat(host.listFiles(soon()))
                    .noneMatch(file -> file.path().contains(vm.toString()))
                    .noneMatch(file ->
                            spec.disks().stream()
                                    .anyMatch(disk -> disk.path().endsWith(file.path())))
                    .noneMatch(file -> file.path().startsWith("tmp/"));
            assertThat(world.shell("ls /var/log/libvirt/qemu /var/lib/libvirt/qemu"))
                    .doesNotContain(vm.toString());
        }
    }

    @Test
    void aHostDescribesItselfAndEmulatesWhereTheProcessorCannotVirtualize() {
        try (LabWorld world = LabWorld.installed(1)) {
            HostDescription described = world.host().verifyAndDescribe("host-passthrough", soon());

            assertThat(described.libvirtVersion()).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(described.qemuVersion()).matches("\\d+\\.\\d+.*");
            assertThat(described.cpus()).isPositive();
            assertThat(described.memoryBytes()).isGreaterThan(1L << 28);
            assertThat(described.storageFreeBytes())
                    .isPositive()
                    .isLessThanOrEqualTo(described.storageBytes());
            boolean virtualizes =
                    world.shell("grep -cwE 'vmx|svm' /proc/cpuinfo || true").strip().charAt(0)
                            != '0';
            if (!virtualizes) {
                assertThat(described.acceleration()).isEqualTo(Acceleration.TCG);
                assertThat(described.accelerationReason()).contains("neither vmx nor svm");
            }
            world.host().proveFence();
        }
    }

    private static DomainStamp stamp(DomainSeen seen) {
        return Objects.requireNonNull(seen.stamp());
    }

    private static void awaitConsole(KvmHost host, UUID vm, String line, int times) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(host.consoleLog(vm, 100_000, soon()).split(line, -1))
                                .hasSizeGreaterThan(times));
    }

    private static String answerOf(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + "/"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> client.send(request, HttpResponse.BodyHandlers.ofString()).body(),
                            Objects::nonNull);
        }
    }
}
