package io.durastack.api.network;

import io.durastack.api.rest.Versioned;
import io.durastack.inventory.network.AddressRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see of an L3 network. */
public record L3NetworkView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        String zone,
        UUID l2NetworkId,
        String l2Network,
        String cidr,
        @Nullable String gateway,
        List<String> dns,
        int mtu,
        List<AddressRange> ipRanges,
        long addressesFree,
        long addressesUsed)
        implements Versioned {}
