/** Proofs of the audit: each kind of difference is found, named, and repaired by its own call. */
@NullMarked
package io.durastack.proof.audit;

import org.jspecify.annotations.NullMarked;
