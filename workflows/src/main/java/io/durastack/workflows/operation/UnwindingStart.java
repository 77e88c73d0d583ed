package io.durastack.workflows.operation;

import org.jspecify.annotations.Nullable;

/**
 * Whether there is something to unwind.
 *
 * @param fence what the compensations carry; null when there is nothing to unwind any more
 */
public record UnwindingStart(@Nullable Fence fence) {}
