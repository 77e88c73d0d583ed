package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.storage.CachedImage;
import io.durastack.kvm.storage.FillProgress;
import io.durastack.kvm.storage.ImageTurn;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.image.FetchImage;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.image.ImageFacts;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.image.RemoveImage;
import io.durastack.workflows.operation.Fence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images in the caches of KVM hosts. */
final class KvmImages implements ImageActivities {

    private static final Logger LOG = LoggerFactory.getLogger(KvmImages.class);

    private final KvmHosts hosts;
    private final StepTime time;
    private final Supplier<FillProgress> progress;

    /**
     * Makes them.
     *
     * @param progress of the step that asks: told of the bytes that arrive for an image that is
     *     being added
     */
    KvmImages(KvmHosts hosts, StepTime time, Supplier<FillProgress> progress) {
        this.hosts = hosts;
        this.time = time;
        this.progress = progress;
    }

    @Override
    public ImageFacts fetchImage(FetchImage request) {
        FillProgress arriving = progress.get();
        CachedImage image =
                KvmFailures.on(
                        request.host(),
                        () ->
                                fill(
                                        hosts.of(request.host()),
                                        request.sha256(),
                                        request.source(),
                                        turn(request.fence(), request.image()),
                                        arriving,
                                        time.deadline()));
        return new ImageFacts(image.format(), image.virtualBytes(), image.fileBytes());
    }

    @Override
    public void removeImage(RemoveImage request) {
        KvmFailures.on(
                request.host(),
                () -> {
                    hosts.ifKnown(request.host())
                            .ifPresent(host ->
                                    remove(
                                            host,
                                            request.sha256(),
                                            turn(request.fence(), request.image()),
                                            time.deadline()));
                    return true;
                });
    }

    private static ImageTurn turn(Fence fence, ImageId image) {
        return new ImageTurn(image.value(), fence.turn());
    }

    private static void remove(KvmHost host, String sha256, ImageTurn turn, Deadline deadline) {
        try {
            host.removeImage(sha256, turn, deadline);
        } catch (HostException failure) {
            if (!failure.code().equals("IMAGE_IN_USE")) {
                throw failure;
            }
            LOG.debug("image {} stays, a volume of another image lies on it", sha256);
        }
    }

    /** A {@code file:} is read here and sent; anything else the host fetches by itself. */
    static CachedImage fill(
            KvmHost host,
            String sha256,
            String source,
            @Nullable ImageTurn turn,
            FillProgress progress,
            Deadline deadline) {
        if (!source.startsWith("file:")) {
            return host.ensureImage(sha256, source, turn, progress, deadline);
        }
        try (InputStream bytes = Files.newInputStream(Path.of(URI.create(source)))) {
            return host.ensureImage(sha256, bytes, turn, progress, deadline);
        } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
            throw new StepFailure(
                    FailureCode.IMAGE_UNREADABLE,
                    "this worker cannot read " + source + ": " + failure,
                    failure);
        }
    }
}
