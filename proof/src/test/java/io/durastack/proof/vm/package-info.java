/** Proofs of the operations of VMs. */
@NullMarked
package io.durastack.proof.vm;

import org.jspecify.annotations.NullMarked;
