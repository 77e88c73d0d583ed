package io.durastack.workflows.image;

import io.temporal.activity.ActivityInterface;

/**
 * Images in the caches of hosts. An entry of a cache belongs to nobody: it is filled by whoever
 * needs it first, nothing has to be undone, and it goes when its image is deleted.
 */
@ActivityInterface
public interface ImageActivities {

    /**
     * Afterwards the image is in the host's cache, complete, with the expected checksum. Reports
     * the bytes that have arrived as it goes; cut in between, the next try goes on where it ended.
     * A lower turn than the host has seen for the image is refused, so a late one brings nothing
     * back.
     *
     * @return what its bytes say it is, whatever its name says
     * @throws io.durastack.workflows.failure.StepFailure {@code IMAGE_CHECKSUM}, {@code
     *     IMAGE_UNREADABLE} for what is no image, {@code IMAGE_UNSAFE} for one that refers to
     *     another file, {@code HOST_DISK_FULL}
     */
    ImageFacts fetchImage(FetchImage request);

    /**
     * Afterwards the image is not in the host's cache, unless a volume lies on it: two images may
     * have the same bytes, and the entry goes with the last of them. What is not there counts as
     * removed. A lower turn than the host has seen for the image is refused.
     */
    void removeImage(RemoveImage request);
}
