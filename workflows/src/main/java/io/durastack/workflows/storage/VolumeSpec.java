package io.durastack.workflows.storage;

import io.durastack.workflows.image.ImageRef;
import org.jspecify.annotations.Nullable;

/**
 * A volume as it shall be.
 *
 * @param bytes size that the guest sees
 * @param image what a ROOT volume starts from; null where it starts empty or its content is made
 *     (SEED)
 */
public record VolumeSpec(
        StoredVolume stored, VolumeKind kind, long bytes, @Nullable ImageRef image) {}
