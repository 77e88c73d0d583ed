package io.durastack.workflows.storage;

import io.temporal.activity.ActivityInterface;

/** Volumes on a host's storage. */
@ActivityInterface
public interface StorageActivities {

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
