/** The API's description of itself: known before it changes, and true of each answer. */
@NullMarked
package io.durastack.proof.openapi;

import org.jspecify.annotations.NullMarked;
