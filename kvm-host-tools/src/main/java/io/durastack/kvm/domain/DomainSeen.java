package io.durastack.kvm.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain that is on a host.
 *
 * @param stamp what we wrote into it; null for a foreign domain
 */
public record DomainSeen(UUID uuid, String name, DomainPower power, @Nullable DomainStamp stamp) {}
