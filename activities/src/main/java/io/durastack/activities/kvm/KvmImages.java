package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.storage.CachedImage;
import io.durastack.kvm.storage.FillProgress;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.image.FetchImage;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.image.ImageFacts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Images in the caches of KVM hosts. */
final class KvmImages implements ImageActivities {

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
                                        arriving,
                                        time.deadline()));
        return new ImageFacts(image.format(), image.virtualBytes(), image.fileBytes());
    }

    /** A {@code file:} is read here and sent; anything else the host fetches by itself. */
    static CachedImage fill(
            KvmHost host, String sha256, String source, FillProgress progress, Deadline deadline) {
        if (!source.startsWith("file:")) {
            return host.ensureImage(sha256, source, progress, deadline);
        }
        try (InputStream bytes = Files.newInputStream(Path.of(URI.create(source)))) {
            return host.ensureImage(sha256, bytes, progress, deadline);
        } catch (IOException | IllegalArgumentException failure) {
            throw new StepFailure(
                    FailureCode.IMAGE_UNREADABLE,
                    "this worker cannot read " + source + ": " + failure,
                    failure);
        }
    }
}
