package io.durastack.kvm.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain that is on a host.
 *
 * @param cpus 0 where the domain is not there
 * @param memoryBytes 0 where the domain is not there
 * @param stamp what we wrote into it; null for a foreign domain
 */
public record DomainSeen(
        UUID uuid,
        String name,
        DomainPower power,
        int cpus,
        long memoryBytes,
        @Nullable DomainStamp stamp) {}
