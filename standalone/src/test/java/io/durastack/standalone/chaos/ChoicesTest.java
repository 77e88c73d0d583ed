package io.durastack.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All choices come from the seed. */
class ChoicesTest {

    private static final int COUNT = 3_000;

    private static List<Action> drawn(Source source) {
        return Stream.generate(() -> source.next().orElseThrow()).limit(COUNT).toList();
    }

    private static List<Action> client(long seed, int stream) {
        return drawn(new ClientChoices(seed, stream, 8));
    }

    private static List<Action> operator(long seed) {
        Names names = new Names("chaos", 8);
        return drawn(new OperatorChoices(seed, 8, names.hosts(), names.spareHosts(), true));
    }

    @Test
    void the_same_seed_makes_the_same_choices_and_another_others() {
        assertThat(client(5, 1)).isEqualTo(client(5, 1)).isNotEqualTo(client(6, 1));
        assertThat(client(5, 1)).isNotEqualTo(client(5, 2));
        assertThat(operator(5)).isEqualTo(operator(5)).isNotEqualTo(operator(6));
    }

    @Test
    void everything_that_can_be_done_is_done() {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Set<Action.Twist> twists = EnumSet.noneOf(Action.Twist.class);
        Stream.concat(client(1, 0).stream(), operator(1).stream())
                .forEach(it -> {
                    acts.add(it.act());
                    kinds.add(it.kind());
                    twists.add(it.twist());
                });

        assertThat(acts).containsExactlyInAnyOrder(Act.values());
        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
        assertThat(twists).containsExactlyInAnyOrder(Action.Twist.values());
    }

    @Test
    void no_more_than_two_hosts_are_silent_at_once() {
        int silent = 0;
        for (Action action : operator(3)) {
            silent += action.act() == Act.CUT ? 1 : action.act() == Act.RETURN ? -1 : 0;
            assertThat(silent).isBetween(0, 2);
        }
    }

    @Test
    void a_course_is_read_as_it_was_written(@TempDir Path folder) {
        Course course =
                new Course(
                        new ChaosPlan(1, 10, 8, 6, true, 5),
                        client(1, 0).subList(0, 50),
                        List.of(),
                        List.of(new Findings.Finding("leak", "one row of vm", List.of("x"))));
        Path file = folder.resolve("course.json");
        course.write(file);

        assertThat(Course.read(file)).isEqualTo(course);
    }
}
