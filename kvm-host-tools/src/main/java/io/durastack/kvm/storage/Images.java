package io.durastack.kvm.storage;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.script.Scripts;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cache of base images on one host. */
public final class Images {

    private final Scripts scripts;

    public Images(Scripts scripts) {
        this.scripts = scripts;
    }

    /**
     * Afterwards the image is in the cache, fetched by the host itself. However many ask, on
     * whatever worker, it is fetched once; cut in between, the next one goes on where it ended.
     *
     * @param url {@code http}, {@code https}, or {@code file} on the host
     * @param turn null where it is needed for a volume, which has a turn of its own
     * @throws HostException STALE; REFUSED with IMAGE_CHECKSUM, IMAGE_NOT_AN_IMAGE, IMAGE_FORMAT,
     *     IMAGE_HAS_BACKING_FILE, IMAGE_HAS_DATA_FILE, IMAGE_SOURCE; BUSY when the source does not
     *     answer; DISK_FULL
     */
    public CachedImage fill(
            String sha256,
            String url,
            @Nullable ImageTurn turn,
            FillProgress progress,
            Deadline deadline) {
        return fill(sha256, url, turn, InputStream.nullInputStream(), progress, deadline);
    }

    /** The same with bytes that this process sends; they are not read where the image is there. */
    public CachedImage fill(
            String sha256,
            InputStream bytes,
            @Nullable ImageTurn turn,
            FillProgress progress,
            Deadline deadline) {
        return find(sha256, deadline)
                .orElseGet(() ->
                        fill(
                                sha256,
                                "-",
                                turn,
                                new CountedStream(bytes, progress),
                                (done, total) -> {},
                                deadline));
    }

    private CachedImage fill(
            String sha256,
            String url,
            @Nullable ImageTurn turn,
            InputStream bytes,
            FillProgress progress,
            Deadline deadline) {
        String output =
                scripts.runReading(
                        bytes,
                        line -> tell(line, progress),
                        "image",
                        deadline,
                        turn == null
                                ? new Object[] {"fill", sha256, url}
                                : new Object[] {"fill", sha256, url, turn.image(), turn.turn()});
        return parse(sha256, output);
    }

    private static void tell(String line, FillProgress progress) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals("progress")) {
            progress.arrived(Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
    }

    /** The image, if it is in the cache. */
    public Optional<CachedImage> find(String sha256, Deadline deadline) {
        try {
            return Optional.of(parse(sha256, scripts.run("image", deadline, "info", sha256)));
        } catch (HostException failure) {
            if (failure.kind() == HostFailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * Afterwards the image is not in the cache.
     *
     * @throws HostException STALE; BUSY when a volume lies on it
     */
    public void remove(String sha256, ImageTurn turn, Deadline deadline) {
        scripts.run("image", deadline, "remove", sha256, turn.image(), turn.turn());
    }

    private static CachedImage parse(String sha256, String output) {
        String[] words =
                output.lines()
                        .filter(line -> line.startsWith("image "))
                        .findFirst()
                        .orElse("")
                        .split(" ", -1);
        if (words.length != 4) {
            throw new HostException(
                    HostFailureKind.BUG, "SCRIPT_ANSWER", "not an answer: " + output);
        }
        return new CachedImage(
                sha256, words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
