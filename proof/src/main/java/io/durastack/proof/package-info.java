/** Proofs across modules: architecture rules, clean slate, acceptance. */
@NullMarked
package io.durastack.proof;

import org.jspecify.annotations.NullMarked;
