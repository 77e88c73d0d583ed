package io.durastack.activities.kvm;

import io.durastack.kvm.storage.SeedContent;
import io.durastack.workflows.storage.VolumeId;

/**
 * Where the content of seed disks is read, at the moment of making one: it may hold secrets, so no
 * request carries it.
 */
@FunctionalInterface
public interface SeedSource {

    /**
     * The content of a seed disk.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code SPEC_CONFLICT} when the inventory
     *     has no VM for this volume
     */
    SeedContent read(VolumeId seed);
}
