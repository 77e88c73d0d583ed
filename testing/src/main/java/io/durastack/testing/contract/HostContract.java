package io.durastack.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.NicSpec;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.hypervisor.PrepareVm;
import io.durastack.workflows.hypervisor.RebootDomain;
import io.durastack.workflows.hypervisor.RemoveDomain;
import io.durastack.workflows.hypervisor.StopDomain;
import io.durastack.workflows.image.ImageRef;
import io.durastack.workflows.image.RemoveImage;
import io.durastack.workflows.network.EnsureNetwork;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.RemoveNetwork;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.storage.EnsureFolder;
import io.durastack.workflows.storage.EnsureVolumes;
import io.durastack.workflows.storage.RemoveFolder;
import io.durastack.workflows.storage.RemoveVolumes;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.world.WorldListing;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of domains, volumes and bridges on a host, whatever the world: the same call again has
 * the same answer, what is not there is removed with success, another specification is a conflict,
 * and a lower turn is refused and changes nothing.
 */
public abstract class HostContract {

    private static final AtomicLong TURNS = new AtomicLong(System.currentTimeMillis());

    /** The world under test; asked once a test. */
    protected abstract ContractWorld open();

    /** A turn later than all before. */
    protected static Fence later() {
        return new Fence(OperationId.next(), TURNS.incrementAndGet(), 1);
    }

    private ContractWorld it = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static ContractWorld unopened() {
        return null;
    }

    @BeforeEach
    void openWorld() {
        it = open();
    }

    @AfterEach
    void leaveNothing() {
        remove(later());
    }

    private void remove(Fence fence) {
        it.hypervisor().removeDomain(new RemoveDomain(fence, it.host(), it.domain().vm()));
        it.storage().removeVolumes(new RemoveVolumes(fence, it.host(), stored()));
    }

    private List<StoredVolume> stored() {
        return it.volumes().stream().map(VolumeSpec::stored).toList();
    }

    private void prepare(Fence fence) {
        it.hypervisor()
                .prepareVm(
                        new PrepareVm(
                                fence,
                                it.host(),
                                it.domain().vm(),
                                it.volumes(),
                                it.networkGeneration(),
                                it.domain().nics().stream().map(NicSpec::bridge).toList()));
    }

    private DomainState start(Fence fence, DomainSpec domain) {
        return it.hypervisor().ensureDomain(new EnsureDomain(fence, it.host(), domain));
    }

    private DomainState running() {
        prepare(later());
        return start(later(), it.domain());
    }

    private static void fails(FailureCode code, ThrowingCallable call) {
        assertThatExceptionOfType(StepFailure.class)
                .isThrownBy(call)
                .satisfies(
                        failure -> assertThat(failure.code()).as(failure.detail()).isEqualTo(code));
    }

    private List<WorldListing.Domain> domains() {
        return it.world().list().domains().stream()
                .filter(domain -> domain.vm().equals(it.domain().vm()))
                .toList();
    }

    private List<String> locators() {
        return it.world().list().volumes().stream()
                .map(WorldListing.Volume::locator)
                .filter(locator ->
                        stored().stream().anyMatch(volume -> volume.locator().equals(locator)))
                .toList();
    }

    @Test
    void the_same_call_again_has_the_same_answer() {
        Fence fence = later();
        prepare(fence);
        prepare(fence);
        DomainState first = start(fence, it.domain());
        DomainState again = start(fence, it.domain());

        assertThat(first.power()).isEqualTo(Power.RUNNING);
        assertThat(again).isEqualTo(first);
        assertThat(domains()).hasSize(1);
        assertThat(locators()).hasSize(it.volumes().size());
    }

    @Test
    void what_is_not_there_is_removed_with_success() {
        remove(later());
        remove(later());
        DomainState stopped =
                it.hypervisor().stopDomain(new StopDomain(later(), it.host(), it.domain().vm(), 0));
        assertThat(stopped.power()).isEqualTo(Power.OFF);
    }

    @Test
    void what_was_made_is_gone_after_its_removal() {
        DomainState _ = running();
        remove(later());
        assertThat(domains()).isEmpty();
        assertThat(locators()).isEmpty();
    }

    @Test
    void an_image_goes_unless_a_volume_lies_on_it() {
        RemoveImage removal = removal(it.volumes().getFirst().image());
        prepare(later());
        it.images().removeImage(removal);
        assertThat(start(later(), it.domain()).power()).isEqualTo(Power.RUNNING);

        remove(later());
        it.images().removeImage(removal);
        it.images().removeImage(removal);

        assertThat(running().power()).isEqualTo(Power.RUNNING);
    }

    private RemoveImage removal(@Nullable ImageRef image) {
        return new RemoveImage(
                later(), it.host(), Objects.requireNonNull(image).id(), image.sha256());
    }

    @Test
    void another_specification_of_a_domain_is_a_conflict() {
        DomainState first = running();
        DomainSpec wanted = it.domain();
        DomainSpec larger =
                new DomainSpec(
                        wanted.vm(),
                        wanted.cpus(),
                        wanted.memoryBytes() + (32L << 20),
                        wanted.hardware(),
                        wanted.disks(),
                        wanted.nics());

        fails(FailureCode.SPEC_CONFLICT, () -> start(later(), larger));

        assertThat(start(later(), wanted).incarnation()).isEqualTo(first.incarnation());
    }

    @Test
    void another_specification_of_a_volume_is_a_conflict() {
        prepare(later());
        VolumeSpec volume = it.volumes().getFirst();
        VolumeSpec larger =
                new VolumeSpec(volume.stored(), volume.kind(), 2 * volume.bytes(), volume.image());

        fails(
                FailureCode.SPEC_CONFLICT,
                () ->
                        it.storage()
                                .ensureVolumes(
                                        new EnsureVolumes(
                                                later(),
                                                it.host(),
                                                it.domain().vm(),
                                                List.of(larger))));
    }

    @Test
    void a_lower_turn_is_refused_and_changes_nothing() {
        Fence early = later();
        DomainState state = running();

        fails(FailureCode.STALE_STEP, () -> prepare(early));
        fails(FailureCode.STALE_STEP, () -> start(early, it.domain()));
        fails(
                FailureCode.STALE_STEP,
                () ->
                        it.hypervisor()
                                .stopDomain(new StopDomain(early, it.host(), it.domain().vm(), 0)));
        fails(
                FailureCode.STALE_STEP,
                () ->
                        it.hypervisor()
                                .rebootDomain(
                                        new RebootDomain(
                                                early,
                                                it.host(),
                                                it.domain(),
                                                Objects.requireNonNull(state.incarnation()),
                                                0)));
        fails(
                FailureCode.STALE_STEP,
                () ->
                        it.hypervisor()
                                .removeDomain(
                                        new RemoveDomain(early, it.host(), it.domain().vm())));
        fails(
                FailureCode.STALE_STEP,
                () -> it.storage().removeVolumes(new RemoveVolumes(early, it.host(), stored())));

        assertThat(start(later(), it.domain()).incarnation()).isEqualTo(state.incarnation());
        assertThat(locators()).hasSize(it.volumes().size());
    }

    @Test
    void a_lower_turn_is_refused_also_when_the_thing_is_gone() {
        Fence early = later();
        DomainState _ = running();
        remove(later());

        fails(FailureCode.STALE_STEP, () -> prepare(early));
        fails(FailureCode.STALE_STEP, () -> start(early, it.domain()));
        assertThat(domains()).isEmpty();
        assertThat(locators()).isEmpty();
    }

    @Test
    void a_reboot_whose_answer_was_lost_reboots_once() {
        String seen = Objects.requireNonNull(running().incarnation());
        RebootDomain reboot = new RebootDomain(later(), it.host(), it.domain(), seen, 0);

        DomainState first = it.hypervisor().rebootDomain(reboot);
        DomainState again = it.hypervisor().rebootDomain(reboot);

        assertThat(first.incarnation()).isNotEqualTo(seen);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_stopped_domain_is_gone_and_its_volumes_stay() {
        DomainState _ = running();
        StopDomain stop = new StopDomain(later(), it.host(), it.domain().vm(), 0);

        assertThat(it.hypervisor().stopDomain(stop).power()).isEqualTo(Power.OFF);
        assertThat(it.hypervisor().stopDomain(stop).power()).isEqualTo(Power.OFF);

        assertThat(domains()).isEmpty();
        assertThat(locators()).hasSize(it.volumes().size());
        assertThat(start(later(), it.domain()).power()).isEqualTo(Power.RUNNING);
    }

    @Test
    void an_earlier_generation_of_the_bridges_leaves_a_later_one() {
        it.network()
                .ensureNetwork(
                        new EnsureNetwork(later(), it.host(), it.networkGeneration(), List.of()));
        it.network()
                .ensureNetwork(
                        new EnsureNetwork(
                                later(), it.host(), it.networkGeneration() - 1, List.of()));

        assertThat(it.world().list().hosts())
                .filteredOn(host -> host.id().equals(it.host().id()))
                .extracting(WorldListing.Host::networkGeneration)
                .containsExactly(it.networkGeneration());
    }

    @Test
    void a_network_that_is_withdrawn_has_no_bridge_left() {
        L2NetworkId network = L2NetworkId.next();
        long with = it.otherNetwork().apply(true);
        it.network()
                .ensureNetwork(
                        new EnsureNetwork(
                                later(), it.host(), with, List.of(ContractWorld.OTHER_BRIDGE)));
        assertThat(bridges()).contains(ContractWorld.OTHER_BRIDGE);

        long without = it.otherNetwork().apply(false);
        RemoveNetwork removal =
                new RemoveNetwork(later(), it.host(), network, ContractWorld.OTHER_BRIDGE);
        it.network().removeNetwork(removal);
        it.network().removeNetwork(removal);
        it.network()
                .ensureNetwork(
                        new EnsureNetwork(
                                later(), it.host(), with, List.of(ContractWorld.OTHER_BRIDGE)));

        assertThat(bridges()).isNotEmpty().doesNotContain(ContractWorld.OTHER_BRIDGE);
        assertThat(it.world().list().hosts())
                .filteredOn(host -> host.id().equals(it.host().id()))
                .extracting(WorldListing.Host::networkGeneration)
                .containsExactly(without);
    }

    @Test
    void a_folder_of_a_storage_goes_when_no_volume_is_in_it() {
        StorageId storage = StorageId.next();
        Fence fence = later();
        String path = stored().getFirst().locator().replaceAll("/volumes/[^/]*$", "");
        prepare(later());
        EnsureFolder ensure = new EnsureFolder(fence, it.host(), storage, path);
        long bytes = it.storage().ensureFolder(ensure);
        assertThat(bytes).isPositive();
        assertThat(it.storage().ensureFolder(ensure)).isEqualTo(bytes);
        RemoveFolder removal = new RemoveFolder(later(), it.host(), storage, path);
        fails(FailureCode.HOST_REFUSED, () -> it.storage().removeFolder(removal));

        remove(later());
        it.storage().removeFolder(removal);
        it.storage().removeFolder(removal);

        fails(FailureCode.STALE_STEP, () -> it.storage().ensureFolder(ensure));
    }

    private List<String> bridges() {
        return it.world().list().bridges().stream()
                .filter(bridge -> bridge.host().equals(it.host().id()))
                .map(WorldListing.Bridge::name)
                .toList();
    }
}
