/** The whole of Durastack below the REST API, on real databases and a real engine, for proofs. */
@NullMarked
package io.durastack.proof.stack;

import org.jspecify.annotations.NullMarked;
