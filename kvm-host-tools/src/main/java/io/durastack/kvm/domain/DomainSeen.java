package io.durastack.kvm.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain that is on a host.
 *
 * @param cpus 0 where the domain is not there
 * @param memoryBytes 0 where the domain is not there
 * @param disks the files that it uses
 * @param stamp what we wrote into it; null for a foreign domain
 */
public record DomainSeen(
        UUID uuid,
        String name,
        DomainPower power,
        int cpus,
        long memoryBytes,
        List<String> disks,
        List<DomainNic> nics,
        @Nullable DomainStamp stamp) {

    public DomainSeen {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }
}
