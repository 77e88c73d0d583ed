package io.durastack.workflows.operation;

import io.durastack.workflows.failure.StepError;

/**
 * A removal that could not be done because its host did not answer. It keeps reserved what it names
 * until it is paid.
 */
public record Debt(Removal removal, StepError reason) {}
