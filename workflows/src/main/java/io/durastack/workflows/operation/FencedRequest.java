package io.durastack.workflows.operation;

/** The request of a step. Each carries the fence, from the first contract on. */
public interface FencedRequest {

    Fence fence();
}
