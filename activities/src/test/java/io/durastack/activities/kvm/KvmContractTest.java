package io.durastack.activities.kvm;

import static io.durastack.activities.kvm.KvmFixture.fence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.EnsureHost;
import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostFacts;
import io.durastack.workflows.host.RemoveHost;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.hypervisor.PrepareVm;
import io.durastack.workflows.hypervisor.RebootDomain;
import io.durastack.workflows.hypervisor.RemoveDomain;
import io.durastack.workflows.hypervisor.StopDomain;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.storage.RemoveVolumes;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.world.WorldActivities;
import io.durastack.workflows.world.WorldListing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KvmContractTest {

    private final KvmFixture kvm = new KvmFixture();
    private final HostActivities hosts = kvm.as(HostActivities.class);
    private final HypervisorActivities hypervisor = kvm.as(HypervisorActivities.class);
    private final StorageActivities storage = kvm.as(StorageActivities.class);
    private final WorldActivities world = kvm.as(WorldActivities.class);

    @BeforeEach
    void beginWithoutAHost() {
        letGoOfWhoeverHasIt();
    }

    @AfterEach
    void clean() {
        Fence late = fence();
        hypervisor.removeDomain(new RemoveDomain(late, kvm.ref, kvm.vm));
        storage.removeVolumes(new RemoveVolumes(late, kvm.ref, List.of(kvm.root, kvm.seed)));
        hosts.removeHost(new RemoveHost(late, kvm.ref));
        kvm.close();
    }

    /** The lab host belongs to another id after other tests: as an operator, take it away there. */
    private void letGoOfWhoeverHasIt() {
        LabOperator.purge(kvm.lab);
        hosts.ensureHost(new EnsureHost(fence(), kvm.ref, kvm.connection(), null));
    }

    private static void assertFails(FailureCode code, ThrowingCallable call) {
        assertThatExceptionOfType(StepFailure.class)
                .isThrownBy(call)
                .satisfies(
                        failure -> assertThat(failure.code()).as(failure.detail()).isEqualTo(code));
    }

    @Test
    void aVmIsPreparedStartedAnswersIsStoppedRebootedAndLeavesNothing() {
        long generation =
                kvm.jdbc
                        .sql("select generation from host_network where host_id = ?")
                        .param(kvm.host.value())
                        .query(Long.class)
                        .single();
        PrepareVm prepare =
                new PrepareVm(fence(), kvm.ref, kvm.vm, kvm.volumes(), generation, List.of());
        hypervisor.prepareVm(prepare);
        hypervisor.prepareVm(prepare);

        DomainState first =
                hypervisor.ensureDomain(new EnsureDomain(fence(), kvm.ref, kvm.domain()));
        assertThat(first.power()).isEqualTo(Power.RUNNING);
        assertThat(answer()).isEqualTo("hello from kvm-guest " + kvm.address + "\n");
        assertThat(world.list())
                .satisfies(listing -> {
                    assertThat(listing.domains())
                            .containsExactly(
                                    new WorldListing.Domain(
                                            kvm.host,
                                            kvm.vm,
                                            Power.RUNNING,
                                            1,
                                            96L << 20,
                                            List.of(kvm.root.locator(), kvm.seed.locator()),
                                            List.of(
                                                    new WorldListing.Nic(
                                                            "02:d5:00:00:00:99",
                                                            "dukvm0",
                                                            List.of(kvm.address)))));
                    assertThat(listing.volumes())
                            .extracting(WorldListing.Volume::id)
                            .containsExactlyInAnyOrder(kvm.root.id(), kvm.seed.id());
                    assertThat(listing.hosts().getFirst().networkGeneration())
                            .isEqualTo(generation);
                });

        DomainState rebooted =
                hypervisor.rebootDomain(
                        new RebootDomain(
                                fence(),
                                kvm.ref,
                                kvm.domain(),
                                Objects.requireNonNull(first.incarnation()),
                                20));
        assertThat(rebooted.incarnation()).isNotEqualTo(first.incarnation());
        Fence stale = fence();
        assertThat(hypervisor.stopDomain(new StopDomain(fence(), kvm.ref, kvm.vm, 20)).power())
                .isEqualTo(Power.OFF);
        assertFails(
                FailureCode.STALE_STEP,
                () -> hypervisor.ensureDomain(new EnsureDomain(stale, kvm.ref, kvm.domain())));

        hypervisor.removeDomain(new RemoveDomain(fence(), kvm.ref, kvm.vm));
        storage.removeVolumes(new RemoveVolumes(fence(), kvm.ref, List.of(kvm.root, kvm.seed)));
        assertFails(FailureCode.STALE_STEP, () -> hypervisor.prepareVm(prepare));
        assertThat(world.list().domains()).isEmpty();
        assertThat(world.list().volumes()).isEmpty();
    }

    @Test
    void aHostSaysWhatItHasAndAMachineThatCannotServeIsTheCallersFault() {
        HostFacts facts =
                hosts.ensureHost(new EnsureHost(fence(), kvm.ref, kvm.connection(), null));

        assertThat(facts.cpus()).isPositive();
        assertThat(facts.hypervisor()).contains("QEMU").contains("libvirt");
        assertThat(facts.acceleration()).isIn("kvm", "tcg");
        HostConnectionSpec known = kvm.connection();
        assertFails(
                FailureCode.HOST_KEY_UNKNOWN,
                () ->
                        hosts.ensureHost(
                                new EnsureHost(
                                        fence(),
                                        kvm.ref,
                                        new HostConnectionSpec(
                                                known.address(),
                                                22,
                                                "root",
                                                null,
                                                known.storagePath()),
                                        null)));
        assertFails(
                FailureCode.HOST_UNSUITABLE,
                () ->
                        hosts.ensureHost(
                                new EnsureHost(
                                        fence(),
                                        kvm.ref,
                                        new HostConnectionSpec(
                                                known.address(),
                                                22,
                                                "root",
                                                kvm.lab.text("hosts[0].hostKey"),
                                                known.storagePath()),
                                        null)));
    }

    private String answer() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + kvm.address + "/"))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> client.send(request, HttpResponse.BodyHandlers.ofString()).body(),
                            Objects::nonNull);
        }
    }
}
