/** What people decide on operations, and what happens to them behind our back. */
@NullMarked
package io.durastack.proof.operation;

import org.jspecify.annotations.NullMarked;
