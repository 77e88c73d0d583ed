/**
 * The proof of every operation: each step of each scenario goes wrong in every way, and afterwards
 * everything is as it was, or as it was to be.
 */
@NullMarked
package io.durastack.proof.harness;

import org.jspecify.annotations.NullMarked;
