package io.durastack.worker.role;

import java.util.List;

/**
 * The steps on the hosts of one kind of world.
 *
 * @param pool its name, as clusters name it
 * @param implementations of the contracts
 * @param nativeCalls whether they call native code, which needs platform threads
 */
public record PoolSteps(String pool, List<Object> implementations, boolean nativeCalls) {

    public PoolSteps {
        implementations = List.copyOf(implementations);
    }
}
