package io.durastack.kvm.domain;

import java.util.UUID;

/**
 * What we write into the metadata of a domain, and read there.
 *
 * @param turn on whose behalf it was started
 * @param incarnation names this run of the guest
 * @param spec digest of the specification that it was started from
 */
public record DomainStamp(UUID vm, long turn, String incarnation, String spec) {}
