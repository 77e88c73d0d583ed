/** The shape of the house: what may depend on what, and that nothing is forgotten. */
@NullMarked
package io.durastack.proof.house;

import org.jspecify.annotations.NullMarked;
