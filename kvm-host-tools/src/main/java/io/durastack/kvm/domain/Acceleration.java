package io.durastack.kvm.domain;

/** How a host runs its guests. */
public enum Acceleration {
    /** By the processor; a probe guest proved that it works. */
    KVM("kvm"),
    /** By emulation in software. */
    TCG("qemu");

    private final String domainType;

    Acceleration(String domainType) {
        this.domainType = domainType;
    }

    /** What libvirt calls it in a domain's XML. */
    String domainType() {
        return domainType;
    }
}
