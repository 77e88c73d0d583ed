/** Tests of the host as a whole, against the lab. */
@NullMarked
package io.durastack.kvm;

import org.jspecify.annotations.NullMarked;
