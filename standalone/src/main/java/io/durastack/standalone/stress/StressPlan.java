package io.durastack.standalone.stress;

import io.durastack.workflows.world.Latency;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param run names it, and all its VMs: short, lower case
 * @param vms to create, 1 to 100,000
 * @param concurrency requests at once, 1 to 10,000
 * @param delete whether to delete them again
 * @param faultPercent of the steps on hosts that go wrong, 0 to 100
 * @param seed of the choice which do
 * @param kill what is killed in the middle: worker, api, temporal or postgres; null for nothing
 */
public record StressPlan(
        String run,
        int vms,
        int concurrency,
        boolean delete,
        Latency latency,
        double faultPercent,
        long seed,
        @Nullable String kill) {}
