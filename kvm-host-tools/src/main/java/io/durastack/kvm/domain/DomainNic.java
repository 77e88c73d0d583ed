package io.durastack.kvm.domain;

/**
 * One network card of a domain.
 *
 * @param mac colon-separated, lower case
 * @param bridge the bridge on the host that it is plugged into
 */
public record DomainNic(String mac, String bridge) {}
