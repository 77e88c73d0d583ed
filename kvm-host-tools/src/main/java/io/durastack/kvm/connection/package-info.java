/**
 * The way to a host: one SSH connection each that carries commands and libvirt, with deadlines,
 * bounds, and host keys that are verified.
 */
@NullMarked
package io.durastack.kvm.connection;

import org.jspecify.annotations.NullMarked;
