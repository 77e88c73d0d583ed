package io.durastack.inventory.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided on an operation.
 *
 * @param what cancel, retry, rollback or abandon
 * @param by name of the token
 * @param reason why, in the words of who decided; always there of an abandon
 */
public record DecisionNote(String what, String by, Instant at, @Nullable String reason) {}
