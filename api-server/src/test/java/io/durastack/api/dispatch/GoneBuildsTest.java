package io.durastack.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoneBuildsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Set<String> served = Set.of("old", "new");
    private long now;
    private final GoneBuilds builds = new GoneBuilds(() -> served, PATIENCE, () -> now);

    private void later(Duration time) {
        now += time.toNanos();
    }

    @Test
    void a_build_that_no_worker_has_for_three_minutes_is_gone() {
        assertThat(builds.isGone("old")).isFalse();
        served = Set.of("new");
        later(Duration.ofSeconds(11));
        assertThat(builds.isGone("old")).isFalse();
        later(PATIENCE.minusSeconds(1));
        assertThat(builds.isGone("old")).isFalse();
        later(Duration.ofSeconds(12));
        assertThat(builds.isGone("old")).isTrue();
        assertThat(builds.isGone("new")).isFalse();
    }

    @Test
    void one_whose_workers_come_back_is_waited_for_anew() {
        served = Set.of("new");
        assertThat(builds.isGone("old")).isFalse();
        later(Duration.ofMinutes(2));
        served = Set.of("old", "new");
        assertThat(builds.isGone("old")).isFalse();
        served = Set.of("new");
        later(Duration.ofMinutes(2));
        assertThat(builds.isGone("old")).isFalse();
        later(PATIENCE);
        assertThat(builds.isGone("old")).isTrue();
    }

    @Test
    void nothing_is_given_up_while_there_is_nobody_to_take_it_over() {
        served = Set.of();
        assertThat(builds.isGone("old")).isFalse();
        later(Duration.ofHours(1));
        assertThat(builds.isGone("old")).isFalse();
    }
}
