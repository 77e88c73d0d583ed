package io.durastack.standalone.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(it -> (double) it).toList();

        assertThat(StressResult.Percentiles.of(hundred))
                .isEqualTo(new StressResult.Percentiles(50, 95, 99));
        assertThat(StressResult.Percentiles.of(List.of(7.0)))
                .isEqualTo(new StressResult.Percentiles(7, 7, 7));
        assertThat(StressResult.Percentiles.of(List.of()))
                .isEqualTo(new StressResult.Percentiles(0, 0, 0));
    }

    @Test
    void the_time_of_a_process_grows_with_its_work() {
        long pid = ProcessHandle.current().pid();
        long before = ProcessTimes.of(pid).orElseThrow().own();
        long end = System.nanoTime() + 10_000_000_000L;
        double sum = 0;
        while (ProcessTimes.of(pid).orElseThrow().own() < before + 50 && System.nanoTime() < end) {
            sum += IntStream.range(0, 100_000).mapToDouble(Math::sqrt).sum();
        }

        assertThat(sum).isPositive();
        assertThat(ProcessTimes.of(pid).orElseThrow().own()).isGreaterThanOrEqualTo(before + 50);
        assertThat(ProcessTimes.of(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void a_wave_counts_what_has_ended_and_when() {
        List<Requests.Sent> sent =
                List.of(
                        new Requests.Sent("r-0", "a", "1", 10_000, 5, 0, null),
                        new Requests.Sent("r-1", "b", "2", 10_000, 7, 0, null),
                        new Requests.Sent("r-2", "", "", 10_000, 9, 1, "409 no_capacity: full"));
        Wave wave =
                new Wave(
                        sent,
                        Map.of(
                                "r-0", new Outcomes.End("SUCCEEDED", 10_400L, "a"),
                                "r-1", new Outcomes.End("SUCCEEDED", 12_000L, "b")),
                        Wave.NONE.cpu(),
                        Map.of(),
                        Map.of());

        assertThat(wave.ended("SUCCEEDED")).isEqualTo(2);
        assertThat(wave.refused()).isEqualTo(1);
        assertThat(wave.refusals()).containsExactly("409 no_capacity: full");
        assertThat(wave.doneMillis()).containsExactly(400.0, 2_000.0);
        assertThat(wave.perSecond()).isEqualTo(1.0);
        assertThat(wave.bySecond(10_000)).containsExactly(1, 0, 1);
    }
}
