/** Tests of a host's bridges. */
@NullMarked
package io.durastack.kvm.network;

import org.jspecify.annotations.NullMarked;
