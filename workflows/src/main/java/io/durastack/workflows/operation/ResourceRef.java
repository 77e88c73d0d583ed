package io.durastack.workflows.operation;

import java.util.UUID;

/**
 * What an operation is about, for people and for the workflow id: {@code vm}, its id, and its name
 * at that time.
 */
public record ResourceRef(String kind, UUID id, String name) {}
