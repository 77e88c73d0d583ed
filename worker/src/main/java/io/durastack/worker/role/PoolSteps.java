package io.durastack.worker.role;

import java.util.List;
import java.util.function.IntSupplier;

/**
 * The steps on the hosts of one kind of world.
 *
 * @param pool its name, as clusters name it
 * @param implementations of the contracts
 * @param nativeCalls whether they call native code, which needs platform threads
 * @param hungCalls how many native calls outlived their deadline and still hang
 */
public record PoolSteps(
        String pool, List<Object> implementations, boolean nativeCalls, IntSupplier hungCalls) {

    public PoolSteps {
        implementations = List.copyOf(implementations);
    }

    /** Steps of which none hangs for ever. */
    public PoolSteps(String pool, List<Object> implementations, boolean nativeCalls) {
        this(pool, implementations, nativeCalls, () -> 0);
    }
}
