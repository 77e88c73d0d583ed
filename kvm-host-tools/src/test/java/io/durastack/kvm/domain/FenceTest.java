package io.durastack.kvm.domain;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FenceTest {

    private final UUID vm = UUID.randomUUID();
    private final LabWorld world = LabWorld.installed(0);

    @AfterEach
    void clean() {
        world.host().removeDomain(vm, turn(), soon());
        world.close();
    }

    private KvmHost host() {
        return world.host();
    }

    private static void assertStale(ThrowingCallable call) {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(call)
                .satisfies(failure ->
                        assertThat(failure.kind())
                                .as(failure.getMessage())
                                .isEqualTo(HostFailureKind.STALE));
    }

    @Test
    void aStartOfAnOlderTurnIsRefusedByTheHostAndChangesNothing() {
        long older = turn();
        host().stopDomain(vm, turn(), Duration.ZERO, soon(), () -> {});

        assertStale(() -> host().ensureDomain(world.bareDomain(vm), older, soon()));
        assertThat(host().domainState(vm, soon()).power()).isEqualTo(DomainPower.OFF);
    }

    @Test
    void anOlderStopRebootOrRemoveLeavesALaterStartAlone() {
        DomainSpec spec = world.bareDomain(vm);
        long first = turn();
        long older = turn();
        DomainSeen running = host().ensureDomain(spec, first, soon());
        DomainStamp stamp = Objects.requireNonNull(running.stamp());
        host().ensureDomain(spec, turn(), soon());

        assertStale(() -> host().stopDomain(vm, older, Duration.ZERO, soon(), () -> {}));
        assertStale(() -> host().removeDomain(vm, older, soon()));
        assertStale(() ->
                host().rebootDomain(
                                spec, older, stamp.incarnation(), Duration.ZERO, soon(), () -> {}));
        assertStale(() -> host().ensureDomain(spec, first, soon()));
        assertThat(host().domainState(vm, soon()).stamp()).isEqualTo(stamp);
    }

    @Test
    void aStopThatWaitsForTheGuestDoesNotEndWhatALaterTurnWants() throws Exception {
        DomainSpec spec = world.bareDomain(vm);
        DomainSeen running = host().ensureDomain(spec, turn(), soon());
        long stopping = turn();
        // A guest in its firmware never answers the power button.
        CompletableFuture<Void> stop =
                CompletableFuture.runAsync(() ->
                        host().stopDomain(vm, stopping, Duration.ofSeconds(3), soon(), () -> {}));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> world.shell("cat /var/lib/durastack/domains/" + vm).strip(),
                        Long.toString(stopping)::equals);

        host().ensureDomain(spec, turn(), soon());

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> stop.get(30, TimeUnit.SECONDS))
                .havingCause()
                .isInstanceOfSatisfying(
                        HostException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.STALE));
        assertThat(host().domainState(vm, soon()).stamp()).isEqualTo(running.stamp());
    }

    @Test
    void aStartThatADaemonDoesLateIsFenced() {
        DomainSpec spec = world.bareDomain(vm);
        long late = turn();
        HostConnection connection = world.lab().asRoot(world.connections());
        DomainLookup lookup = new DomainLookup(connection);
        assertThat(lookup.find(vm, soon())).isNull();
        String xml =
                DomainXmlWriter.write(
                        spec,
                        new DomainStamp(vm, late, "late", spec.digest()),
                        Acceleration.TCG,
                        host().root() + "/consoles/" + vm + ".log");
        long removing = turn();
        world.shell("kill -STOP $(cat /run/libvirtd.pid)");
        try {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> lookup.create(vm, xml, Deadline.after(Duration.ofSeconds(1))))
                    .satisfies(failure ->
                            assertThat(failure.kind()).isEqualTo(HostFailureKind.TIMEOUT));
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            host().removeDomain(
                                            vm, removing, Deadline.after(Duration.ofSeconds(1))))
                    .satisfies(failure ->
                            assertThat(failure.kind()).isEqualTo(HostFailureKind.TIMEOUT));
        } finally {
            world.shell("kill -CONT $(cat /run/libvirtd.pid)");
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThatNoException()
                                .isThrownBy(() -> host().removeDomain(vm, removing, soon())));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(HostException.class)
                .until(() -> host().domainState(vm, soon()).power(), DomainPower.OFF::equals);
        assertThat(world.shell("cat /var/lib/durastack/domains/" + vm).strip())
                .isEqualTo(Long.toString(removing));
    }

    @Test
    void aStartWhileAnotherStepHoldsTheDomainIsBusyAndNotStarted() {
        ScheduledExecutorService aside = Executors.newSingleThreadScheduledExecutor();
        try {
            String lock = "/var/lib/durastack/locks/domain-" + vm;
            aside.execute(() -> world.shell("flock " + lock + " sleep 3"));
            Awaitility.await()
                    .until(
                            () ->
                                    world.shell("flock -n " + lock + " true && echo no || echo yes")
                                            .strip(),
                            "yes"::equals);

            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host().ensureDomain(world.bareDomain(vm), turn(), soon()))
                    .satisfies(
                            failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.BUSY));
            assertThat(host().domainState(vm, soon()).power()).isEqualTo(DomainPower.OFF);
        } finally {
            aside.shutdownNow();
        }
    }

    @Test
    void aHostWithoutItsHookIsNotWorkedWith() {
        List<DomainSeen> before = host().listDomains(soon());
        String hook = "/etc/libvirt/hooks/qemu.d/50-durastack";
        world.shell("chmod a-x " + hook);
        try (LabWorld fresh = LabWorld.connected(0)) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> fresh.host().domainState(vm, soon()))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("FENCE_OPEN"));
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host().proveFence())
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("FENCE_OPEN"));
        } finally {
            world.shell("chmod a+x " + hook);
        }
        // The failure is handed to all who ask within the next moment.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatNoException().isThrownBy(host()::proveFence));
        assertThat(host().listDomains(soon())).isEqualTo(before);
    }

    @Test
    void twoStartsAtOnceMakeOneRunAndAnotherSpecificationIsAConflict() {
        DomainSpec spec = world.bareDomain(vm);
        long turn = turn();
        CompletableFuture<DomainSeen> one =
                CompletableFuture.supplyAsync(() -> retried(spec, turn));
        DomainSeen two = retried(spec, turn);

        assertThat(one.join().stamp()).isEqualTo(two.stamp());
        DomainSpec other =
                new DomainSpec(
                        vm, 2, spec.memoryBytes(), spec.hardware(), spec.disks(), spec.nics());
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host().ensureDomain(other, turn(), soon()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("SPEC_CONFLICT"));
        assertThat(host().domainState(vm, soon()).stamp()).isEqualTo(two.stamp());
    }

    /** As a caller does it: busy means later. */
    private DomainSeen retried(DomainSpec spec, long turn) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(failure ->
                        failure instanceof HostException known
                                && known.kind() == HostFailureKind.BUSY)
                .until(() -> host().ensureDomain(spec, turn, soon()), Objects::nonNull);
    }

    @Test
    void foreignDomainsAndFilesAreNeverTouched() {
        UUID foreign = UUID.randomUUID();
        String file = world.lab().storagePath() + "/somebody-elses";
        String xml =
                "<domain type=\"qemu\"><name>foreign</name><uuid>"
                        + foreign
                        + "</uuid><memory unit=\"MiB\">16</memory><os><type arch=\"x86_64\""
                        + " machine=\"pc\">hvm</type></os></domain>";
        world.shell("echo theirs > " + file);
        world.shell(
                "echo '"
                        + xml
                        + "' > /run/foreign.xml; virsh -q -c qemu:///system create"
                        + " /run/foreign.xml >/dev/null");
        try {
            for (ThrowingCallable call :
                    new ThrowingCallable[] {
                        () -> host().ensureDomain(world.bareDomain(foreign), turn(), soon()),
                        () -> host().removeDomain(foreign, turn(), soon()),
                        () -> host().stopDomain(foreign, turn(), Duration.ZERO, soon(), () -> {})
                    }) {
                assertThatExceptionOfType(HostException.class)
                        .isThrownBy(call)
                        .satisfies(
                                failure -> assertThat(failure.code()).isEqualTo("FOREIGN_DOMAIN"));
            }
            host().ensureDomain(world.bareDomain(vm), turn(), soon());
            host().removeDomain(vm, turn(), soon());

            assertThat(host().listDomains(soon()))
                    .anyMatch(seen ->
                            seen.uuid().equals(foreign)
                                    && seen.power() == DomainPower.RUNNING
                                    && seen.stamp() == null);
            assertThat(world.shell("cat " + file)).isEqualTo("theirs\n");
        } finally {
            world.shell("virsh -q -c qemu:///system destroy foreign; rm -f " + file);
        }
    }
}
