/** Routes of operations: look, wait, cancel, decide. */
@NullMarked
package io.durastack.api.operation;

import org.jspecify.annotations.NullMarked;
