package io.durastack.standalone.chaos;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param operations that were accepted
 * @param ends how many operations of each kind came to each end
 * @param troubles what they went through on their way: held, decided, owed; why they were rolled
 *     back
 * @param refusals how often each was answered
 * @param answers that were held against the model
 * @param alone of those the ones where nobody else was at work, so that few were allowed
 * @param states of things that were looked at while nobody was at work there
 * @param killed the workers that were
 * @param cuts of the line of the reader of events
 * @param stuck findings that something has no end
 * @param leaks findings that something is left, lost or there twice
 * @param cpuMillis for each operation, by part
 */
public record ChaosResult(
        long requests,
        int operations,
        Map<String, Map<String, Integer>> ends,
        Map<String, Integer> troubles,
        Map<String, Integer> refusals,
        long answers,
        long alone,
        long states,
        Map<String, Integer> faults,
        List<String> killed,
        int events,
        int cuts,
        int invariants,
        long stuck,
        long leaks,
        int findings,
        double seconds,
        Map<String, Double> cpuMillis) {

    public boolean passed() {
        return findings == 0;
    }
}
