package io.durastack.workflows.operation;

/**
 * What every step carries to prove that it is not late.
 *
 * @param operation the operation that the step belongs to
 * @param turn drawn from one database sequence when the operation gets its claims, anew when it
 *     begins to unwind and for each fresh run; so it grows along the life of a resource. Who acts
 *     with a lower one than was seen is refused.
 * @param epoch raised when the installation is restored from a backup; a step of another epoch is
 *     refused
 */
public record Fence(OperationId operation, long turn, int epoch) {}
