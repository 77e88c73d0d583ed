package io.durastack.workflows.storage;

import io.temporal.activity.ActivityInterface;

/** Primary storages on a host, and the volumes on them. */
@ActivityInterface
public interface StorageActivities {

    /**
     * Afterwards the host has the folder in which volumes of a primary storage lie. What is in it
     * already stays. After a lost answer: call again.
     *
     * @return the size of the file system that it lies in, bytes
     * @throws io.durastack.workflows.failure.StepFailure {@code FOLDER_REFUSED} when the host has
     *     not the path of the storage, or something else is in the way there, {@code
     *     HOST_DISK_FULL}, {@code HOST_UNREACHABLE}, {@code HOST_TIMEOUT}, {@code HOST_BUSY},
     *     {@code STALE_STEP} when a later turn has acted on the storage there
     */
    long ensureFolder(EnsureFolder request);

    /**
     * Afterwards the host has no folder of the storage, and the turn is recorded so that an older
     * step cannot bring it back. Files that are not ours stay, and their folder with them; so does
     * one that another storage has by now. A host that is no more has no folders.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_REFUSED} while a volume lies
     *     there, {@code HOST_UNREACHABLE}, {@code HOST_TIMEOUT}, {@code STALE_STEP}
     */
    void removeFolder(RemoveFolder request);

    /**
     * Afterwards each volume exists as specified. A ROOT volume lies on a cached copy of its image,
     * which is filled once per host however many ask, and belongs to nobody. The same id and
     * specification again: the same answer, and content that a guest has written meanwhile stays.
     * After a lost answer: call again.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code SPEC_CONFLICT} when a volume of
     *     that id exists otherwise, {@code HOST_DISK_FULL}, {@code IMAGE_CHECKSUM}, {@code
     *     HOST_UNREACHABLE}, {@code HOST_TIMEOUT}, {@code HOST_BUSY}, {@code STALE_STEP} when a
     *     later turn has acted on one of them
     */
    void ensureVolumes(EnsureVolumes request);

    /**
     * Afterwards none of the volumes exists, and the turn is recorded so that an older step cannot
     * bring one back. What is not there counts as removed. The caller has proof that no guest uses
     * them.
     */
    void removeVolumes(RemoveVolumes request);
}
