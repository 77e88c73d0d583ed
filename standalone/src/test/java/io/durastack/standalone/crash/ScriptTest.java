package io.durastack.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static List<Script.Vm> vms(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Script.Vm(prefix + "-id-" + number, prefix + number))
                .toList();
    }

    private static List<Deed> deeds(long seed) {
        Script script = new Script(new Random(seed), 500);
        return script.deeds("r", vms("on", script.running()), vms("off", script.stopped()));
    }

    @Test
    void the_same_seed_asks_for_the_same_and_another_one_for_something_else() {
        assertThat(deeds(7)).isEqualTo(deeds(7)).isNotEqualTo(deeds(8));
    }

    @Test
    void a_run_has_as_many_operations_as_wanted_and_each_vm_once() {
        List<Deed> deeds = deeds(3);

        long twice = deeds.stream().filter(it -> it.twist() == Deed.Twist.DELETE).count();
        assertThat(deeds.size() + twice).isEqualTo(500);
        assertThat(twice).isEqualTo(10);
        assertThat(deeds.stream().map(Deed::name)).doesNotHaveDuplicates();
        assertThat(
                        deeds.stream()
                                .map(Deed::kind)
                                .collect(
                                        Collectors.groupingBy(
                                                Function.identity(), Collectors.counting())))
                .containsEntry(Deed.Kind.DELETE, 125L)
                .containsEntry(Deed.Kind.STOP, 75L)
                .containsEntry(Deed.Kind.START, 75L)
                .containsEntry(Deed.Kind.REBOOT, 75L);
        assertThat(deeds.stream().filter(it -> it.twist() == Deed.Twist.CANCEL)).isNotEmpty();
    }

    @Test
    void each_part_is_killed_alone_and_with_each_other_one() {
        assertThat(CrashPlan.rounds())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .contains(List.of("postgres"), List.of("temporal", "postgres"));
    }
}
