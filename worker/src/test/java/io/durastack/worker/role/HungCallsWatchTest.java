package io.durastack.worker.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

class HungCallsWatchTest {

    @Test
    void aHandfulOfHungCallsBreaksTheProcessOnce() {
        AtomicInteger hung = new AtomicInteger(HungCallsWatch.BROKEN_FROM - 1);
        List<Object> events = new ArrayList<>();
        HungCallsWatch watch =
                new HungCallsWatch(
                        List.of(
                                new PoolSteps("kvm", List.of(), true, hung::get),
                                new PoolSteps("simulator", List.of(), false)),
                        events::add);

        watch.look();
        assertThat(events).isEmpty();

        hung.incrementAndGet();
        watch.look();
        watch.look();
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        AvailabilityChangeEvent.class,
                        event -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN));
    }
}
