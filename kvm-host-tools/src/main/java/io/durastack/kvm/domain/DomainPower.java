package io.durastack.kvm.domain;

/** What libvirt says of a domain. */
public enum DomainPower {
    RUNNING,
    /** By somebody, or by QEMU because its storage is full. */
    PAUSED,
    /** There is no such domain; hosts keep transient domains only. */
    OFF,
    /** It is being started or ended, or crashed. */
    UNKNOWN
}
