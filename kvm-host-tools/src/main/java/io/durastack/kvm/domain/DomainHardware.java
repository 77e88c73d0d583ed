package io.durastack.kvm.domain;

/**
 * What a guest sees of its machine.
 *
 * @param machineType {@code pc-q35-7.2}, {@code pc-i440fx-7.2}, or their aliases {@code q35},
 *     {@code pc}
 * @param cpuModel a libvirt CPU model, or {@code host-passthrough}; a host that emulates in
 *     software gives all it can emulate instead
 * @param firmware {@code bios}
 * @param diskBus {@code virtio}
 * @param nicModel {@code virtio}
 */
public record DomainHardware(
        String machineType, String cpuModel, String firmware, String diskBus, String nicModel) {}
