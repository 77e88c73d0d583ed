package io.durastack.workflows.hypervisor;

import io.durastack.workflows.storage.StoredVolume;

/**
 * One disk of a domain.
 *
 * @param target device in the guest, {@code vda}; it stays with the volume
 * @param format {@code qcow2} or {@code raw}
 */
public record DiskSpec(StoredVolume volume, String target, String format, boolean readOnly) {}
