package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.ImageRef;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.storage.EnsureFolder;
import io.durastack.workflows.storage.EnsureVolumes;
import io.durastack.workflows.storage.RemoveFolder;
import io.durastack.workflows.storage.RemoveVolumes;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.storage.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Primary storages as folders on KVM hosts, and volumes as files in them. */
final class KvmStorage implements StorageActivities {

    private final KvmHosts hosts;
    private final SeedSource seeds;
    private final StepTime time;

    KvmStorage(KvmHosts hosts, SeedSource seeds, StepTime time) {
        this.hosts = hosts;
        this.seeds = seeds;
        this.time = time;
    }

    @Override
    public long ensureFolder(EnsureFolder request) {
        HostRef ref = request.host();
        return KvmFailures.on(
                ref,
                () ->
                        hosts.of(ref)
                                .ensureFolder(
                                        request.storage().value(),
                                        request.fence().turn(),
                                        request.path(),
                                        time.deadline()));
    }

    @Override
    public void removeFolder(RemoveFolder request) {
        HostRef ref = request.host();
        KvmFailures.on(
                ref,
                () -> {
                    hosts.ifKnown(ref)
                            .ifPresent(host ->
                                    host.removeFolder(
                                            request.storage().value(),
                                            request.fence().turn(),
                                            request.path(),
                                            time.deadline()));
                    return true;
                });
    }

    @Override
    public void ensureVolumes(EnsureVolumes request) {
        Together.run(ensuring(request.fence(), request.host(), request.volumes()));
    }

    /** What has to be done for the volumes, each for itself. */
    List<Runnable> ensuring(Fence fence, HostRef ref, List<VolumeSpec> volumes) {
        KvmHost host = hosts.of(ref);
        Deadline deadline = time.deadline();
        List<Runnable> tasks = new ArrayList<>();
        for (VolumeSpec volume : volumes) {
            tasks.add(() ->
                    KvmFailures.on(
                            ref,
                            () -> {
                                ensure(host, fence.turn(), volume, deadline);
                                return volume;
                            }));
        }
        return tasks;
    }

    private void ensure(KvmHost host, long turn, VolumeSpec volume, Deadline deadline) {
        UUID id = volume.stored().id().value();
        String locator = volume.stored().locator();
        switch (volume.kind()) {
            case ROOT -> ensureRoot(host, turn, volume, deadline);
            case DATA -> host.ensureEmptyVolume(id, turn, locator, volume.bytes(), deadline);
            case SEED ->
                    host.ensureSeed(id, turn, locator, seeds.read(volume.stored().id()), deadline);
            case ISO, NVRAM, MEMORY ->
                    throw new StepFailure(
                            FailureCode.HOST_REFUSED,
                            "volumes of kind " + volume.kind() + " are not made yet");
        }
    }

    /**
     * Asks for the volume first: where the image is in the cache, as it nearly always is, that is
     * all. That the image is missing is found before anything is made.
     */
    private static void ensureRoot(KvmHost host, long turn, VolumeSpec volume, Deadline deadline) {
        ImageRef image = volume.image();
        UUID id = volume.stored().id().value();
        String locator = volume.stored().locator();
        if (image == null) {
            host.ensureEmptyVolume(id, turn, locator, volume.bytes(), deadline);
            return;
        }
        try {
            host.ensureVolume(id, turn, locator, volume.bytes(), image.sha256(), deadline);
        } catch (HostException failure) {
            if (failure.kind() != HostFailureKind.NOT_FOUND) {
                throw failure;
            }
            KvmImages.fill(
                    host, image.sha256(), image.source(), null, (done, total) -> {}, deadline);
            host.ensureVolume(id, turn, locator, volume.bytes(), image.sha256(), deadline);
        }
    }

    @Override
    public void removeVolumes(RemoveVolumes request) {
        HostRef ref = request.host();
        KvmHost host = hosts.of(ref);
        Deadline deadline = time.deadline();
        Together.run(
                request.volumes().stream()
                        .<Runnable>map(volume ->
                                () ->
                                        KvmFailures.on(
                                                ref,
                                                () -> {
                                                    host.removeVolume(
                                                            volume.id().value(),
                                                            request.fence().turn(),
                                                            volume.locator(),
                                                            deadline);
                                                    return volume;
                                                }))
                        .toList());
    }
}
