/** What becomes of hosts, besides the proofs of their operations. */
@NullMarked
package io.durastack.proof.host;

import org.jspecify.annotations.NullMarked;
