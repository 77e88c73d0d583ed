package io.durastack.standalone.chaos;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param operations that were accepted
 * @param ends how many operations of each kind came to each end
 * @param killed the workers that were
 * @param cuts of the line of the reader of events
 * @param stuck findings that something has no end
 * @param leaks findings that something is left, lost or there twice
 * @param cpuMillis of all parts for each operation; the client is not in it
 */
public record ChaosResult(
        long requests,
        int operations,
        Map<String, Map<String, Integer>> ends,
        Map<String, Integer> faults,
        List<String> killed,
        int events,
        int cuts,
        int invariants,
        long stuck,
        long leaks,
        int findings,
        double seconds,
        double cpuMillis) {

    public boolean passed() {
        return findings == 0;
    }
}
