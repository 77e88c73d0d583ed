package io.durastack.kvm.host;

import io.durastack.kvm.domain.Acceleration;

/**
 * What a host has.
 *
 * @param memoryBytes memory in all
 * @param storageBytes size of the file system below the storage path
 * @param storageFreeBytes what of it is free
 * @param accelerationReason for people: why it is so
 */
public record HostDescription(
        String hostName,
        String libvirtVersion,
        String qemuVersion,
        int cpus,
        String cpuModel,
        long memoryBytes,
        long storageBytes,
        long storageFreeBytes,
        Acceleration acceleration,
        String accelerationReason) {}
