/** Tests of how a machine becomes a host and is let go. */
@NullMarked
package io.durastack.kvm.host;

import org.jspecify.annotations.NullMarked;
