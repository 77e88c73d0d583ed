/** Everything that touches a host: libvirt, SSH, domain XML, the helper scripts. */
@NullMarked
package io.durastack.kvm;

import org.jspecify.annotations.NullMarked;
