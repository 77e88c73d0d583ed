package io.durastack.kvm.domain;

import java.util.List;

/**
 * One network card of a domain.
 *
 * @param mac colon-separated, lower case
 * @param bridge the bridge on the host that it is plugged into
 * @param addresses that its guest was given: written into the metadata, so that whoever finds the
 *     domain knows them; no part of what makes two specifications the same
 */
public record DomainNic(String mac, String bridge, List<String> addresses) {

    public DomainNic {
        addresses = List.copyOf(addresses);
    }

    /** One whose addresses are not told. */
    public DomainNic(String mac, String bridge) {
        this(mac, bridge, List.of());
    }
}
