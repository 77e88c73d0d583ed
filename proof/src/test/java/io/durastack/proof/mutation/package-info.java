/**
 * The proof of the proofs: the product is broken on purpose, one defect at a time, in the running
 * process, and the proofs have to notice.
 */
@NullMarked
package io.durastack.proof.mutation;

import org.jspecify.annotations.NullMarked;
