/** Tests of the way to a host. */
@NullMarked
package io.durastack.kvm.connection;

import org.jspecify.annotations.NullMarked;
