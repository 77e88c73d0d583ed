package io.durastack.kvm.storage;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.script.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Primary storages on one host, and the volumes on them. Each verb checks and records the turn of
 * its volume or storage under its lock, and can be cut after any command: the same verb finishes
 * what it began, {@code remove} clears it away.
 */
public final class Volumes {

    private final Scripts scripts;

    public Volumes(Scripts scripts) {
        this.scripts = scripts;
    }

    /**
     * Afterwards the folder of a primary storage is there.
     *
     * @param path absolute; the host's storage path or a folder below it, which has to be there
     * @return the size of the file system that it lies in, bytes
     * @throws io.durastack.kvm.failure.HostException REFUSED with FOLDER_REFUSED: the path is not
     *     there, or something else is in the way; STALE; BUSY; DISK_FULL
     */
    public long ensureFolder(UUID storage, long turn, String path, Deadline deadline) {
        return Long.parseLong(
                scripts.run("volume", deadline, "ensure-folder", storage, turn, path).strip());
    }

    /**
     * Afterwards the folder of the storage is gone, and an older step cannot bring it back. It
     * stays where files are in it that are not ours, or where another storage has it too.
     *
     * @throws io.durastack.kvm.failure.HostException REFUSED with VOLUMES_THERE; STALE; BUSY
     */
    public void removeFolder(UUID storage, long turn, String path, Deadline deadline) {
        scripts.run("volume", deadline, "remove-folder", storage, turn, path);
    }

    /**
     * Afterwards the volume is there, a qcow2 file on a cached base image. What a guest has written
     * to it meanwhile stays.
     *
     * @param locator absolute path below the host's storage path, in a folder called {@code
     *     volumes}, and named by the id
     * @param bytes size that the guest sees, at least that of the image
     * @param imageSha256 an image that is in the cache
     * @throws io.durastack.kvm.failure.HostException NOT_FOUND: the image is not in the cache;
     *     CONFLICT; STALE; BUSY; DISK_FULL
     */
    public void ensureRoot(
            UUID id, long turn, String locator, long bytes, String imageSha256, Deadline deadline) {
        scripts.run("volume", deadline, "ensure-root", id, turn, locator, bytes, imageSha256);
    }

    /** Afterwards the volume is there, an empty qcow2 file to begin with. */
    public void ensureEmpty(UUID id, long turn, String locator, long bytes, Deadline deadline) {
        scripts.run("volume", deadline, "ensure-empty", id, turn, locator, bytes);
    }

    /** Afterwards the NoCloud seed disk is there: an ISO image, read by the guest alone. */
    public void ensureSeed(
            UUID id, long turn, String locator, SeedContent content, Deadline deadline) {
        scripts.runReading(content.payload(), "volume", deadline, "ensure-seed", id, turn, locator);
    }

    /**
     * Afterwards the volume is gone, and an older step cannot bring it back.
     *
     * @throws io.durastack.kvm.failure.HostException BUSY with VOLUME_IN_USE when a guest has it
     *     open; STALE
     */
    public void remove(UUID id, long turn, String locator, Deadline deadline) {
        scripts.run("volume", deadline, "remove", id, turn, locator);
    }

    /** All volumes of ours that are there, and how many files that are not. */
    public VolumesSeen list(Deadline deadline) {
        List<VolumeSeen> ours = new ArrayList<>();
        int foreign = 0;
        for (String line : scripts.run("volume", deadline, "list").lines().toList()) {
            String[] parts = line.split(" ", 4);
            if (parts[0].equals("foreign")) {
                foreign = Integer.parseInt(parts[1]);
            } else {
                ours.add(
                        new VolumeSeen(
                                UUID.fromString(parts[0]),
                                parts[1],
                                Long.parseLong(parts[2]),
                                parts[3]));
            }
        }
        return new VolumesSeen(ours, foreign);
    }
}
