/**
 * What can go wrong with a host, in a few kinds that callers decide by, and the one translator each
 * for what libvirt and SSH throw.
 */
@NullMarked
package io.durastack.kvm.failure;

import org.jspecify.annotations.NullMarked;
