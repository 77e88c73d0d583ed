package io.durastack.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final List<Integer> ALL = IntStream.range(0, 500).boxed().toList();

    @Test
    void what_is_not_needed_goes() {
        List<Integer> needed = List.of(17, 230, 499);

        assertThat(Shrinker.shrink(ALL, it -> it.containsAll(needed), () -> true))
                .isEqualTo(needed);
    }

    @Test
    void what_fails_only_as_a_whole_stays_whole() {
        List<Integer> few = ALL.subList(0, 7);

        assertThat(Shrinker.shrink(few, it -> it.size() == few.size(), () -> true)).isEqualTo(few);
    }

    @Test
    void it_ends_when_its_time_is_over_with_something_that_fails() {
        AtomicInteger left = new AtomicInteger(5);

        List<Integer> shrunk =
                Shrinker.shrink(ALL, it -> it.contains(3), () -> left.getAndDecrement() > 0);

        assertThat(shrunk).contains(3).hasSizeLessThan(ALL.size());
    }

    @Test
    void of_a_course_only_what_breaks_it_is_left() {
        ClientChoices one = new ClientChoices(1, 0, 2);
        ClientChoices other = new ClientChoices(1, 1, 2);
        List<Action> actions =
                IntStream.range(0, 200)
                        .mapToObj(it -> (it % 2 == 0 ? one : other).next().orElseThrow())
                        .toList();
        Course course =
                new Course(new ChaosPlan(1, 10, 2, 6, false, 5), actions, List.of(), List.of());
        Action culprit = actions.get(77);

        Course shrunk = new Shrinking(course, 1, it -> it.actions().contains(culprit)).run();

        assertThat(shrunk.actions()).containsExactly(culprit);
    }

    @Test
    void events_that_are_missing_or_come_twice_are_told() {
        assertThat(EventOrder.difference(List.of("1", "2", "3", "4"), List.of("1", "2", "2", "4")))
                .contains("1 missing [3]", "1 twice [2]", "part at number 2");
    }
}
