package io.durastack.kvm.domain;

/**
 * One disk of a domain.
 *
 * @param path absolute path on the host, as stored with the volume
 * @param target device in the guest, {@code vda}
 * @param format {@code qcow2} or {@code raw}; libvirt never guesses it
 */
public record DomainDisk(String path, String target, String format, boolean readOnly) {}
