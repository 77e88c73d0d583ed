package io.durastack.workflows.operation;

import io.durastack.workflows.failure.StepError;

/**
 * Asks that an operation turn round.
 *
 * @param fence of the forward run
 * @param cause why; kept with the operation
 */
public record BeginUnwinding(Fence fence, StepError cause) implements FencedRequest {}
