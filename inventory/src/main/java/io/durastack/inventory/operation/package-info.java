/** The rows of operations: accepted with their claims, started from the outbox, ended once. */
@NullMarked
package io.durastack.inventory.operation;

import org.jspecify.annotations.NullMarked;
