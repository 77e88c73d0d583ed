package io.durastack.workflows.hypervisor;

/**
 * What a guest sees of its machine. Stored with the VM when it is made, so that an old guest's
 * hardware never changes at its next start.
 *
 * @param machineType with version, {@code pc-q35-7.2}
 * @param cpuModel a libvirt CPU model, or {@code host-passthrough}
 * @param firmware {@code bios} or {@code uefi}
 * @param diskBus {@code virtio}
 * @param nicModel {@code virtio}
 */
public record Hardware(
        String machineType, String cpuModel, String firmware, String diskBus, String nicModel) {

    public static final Hardware DEFAULT =
            new Hardware("pc-q35-7.2", "host-passthrough", "bios", "virtio", "virtio");
}
