/** The bridges of a host as one device with a generation. */
@NullMarked
package io.durastack.kvm.network;

import org.jspecify.annotations.NullMarked;
