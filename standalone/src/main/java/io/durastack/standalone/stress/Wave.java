package io.durastack.standalone.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of one wave of requests.
 *
 * @param ends of their operations, by the name of the VM
 */
record Wave(
        List<Requests.Sent> sent,
        Map<String, Outcomes.End> ends,
        CpuMeter.Reading cpu,
        Map<String, Long> statements,
        Map<String, Long> transactions) {

    static final Wave NONE =
            new Wave(
                    List.of(),
                    Map.of(),
                    new CpuMeter.Reading(Map.of(), Map.of(), Map.of()),
                    Map.of(),
                    Map.of());

    int ended(String state) {
        return (int)
                ends.values().stream().filter(end -> Objects.equals(end.state(), state)).count();
    }

    List<String> refusals() {
        return sent.stream()
                .map(Requests.Sent::refusal)
                .filter(Objects::nonNull)
                .distinct()
                .limit(10)
                .toList();
    }

    int refused() {
        return (int) sent.stream().filter(it -> it.refusal() != null).count();
    }

    List<Double> submitMillis() {
        return sent.stream().filter(it -> it.refusal() == null).map(Requests.Sent::millis).toList();
    }

    /** From the first byte of the request to the commit of the operation's end. */
    List<Double> doneMillis() {
        List<Double> millis = new ArrayList<>();
        for (Requests.Sent request : sent) {
            Outcomes.End end = ends.get(request.name());
            if (end != null && end.state().equals("SUCCEEDED") && end.finishedMillis() != null) {
                millis.add((double) (end.finishedMillis() - request.atMillis()));
            }
        }
        return millis;
    }

    double perSecond() {
        long first = sent.stream().mapToLong(Requests.Sent::atMillis).min().orElse(0);
        long last = finished().stream().mapToLong(Long::longValue).max().orElse(first);
        return last == first ? 0 : Numbers.rounded(finished().size() * 1000.0 / (last - first));
    }

    /** How many were done in each second since the first request of {@code from}. */
    List<Integer> bySecond(long from) {
        int[] counts =
                new int
                        [(int)
                                (1
                                        + (finished().stream()
                                                                .mapToLong(Long::longValue)
                                                                .max()
                                                                .orElse(from)
                                                        - from)
                                                / 1000)];
        finished().forEach(at -> counts[(int) Math.max(0, (at - from) / 1000)]++);
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    private List<Long> finished() {
        return ends.values().stream()
                .filter(end -> end.state().equals("SUCCEEDED"))
                .map(Outcomes.End::finishedMillis)
                .filter(Objects::nonNull)
                .toList();
    }
}
