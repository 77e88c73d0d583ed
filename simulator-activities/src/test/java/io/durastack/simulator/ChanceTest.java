package io.durastack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Odds;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Chance is no chance: the seed, the name, the step and the meeting decide. */
class ChanceTest {

    private static final int LASTING = 5;

    private static final FaultPlan PLAN =
            new FaultPlan(
                    List.of(),
                    20,
                    7,
                    List.of(),
                    List.of(
                            odds(Fault.Kind.FAIL_BEFORE, 0, 1),
                            odds(Fault.Kind.LOSE_ANSWER, 0, 1),
                            odds(Fault.Kind.HALF, 0, LASTING),
                            odds(Fault.Kind.HANG, 2_000, 1),
                            odds(Fault.Kind.LATE, 3_000, 1)));

    private static Odds odds(Fault.Kind kind, long millis, int meetings) {
        return new Odds(1, null, kind, FailureCode.HOST_REFUSED, millis, meetings);
    }

    private static List<Fault> drawn(FaultPlan plan, String name) {
        return LongStream.rangeClosed(1, 400)
                .mapToObj(meeting -> Chance.of(plan, "ensureDomain", name, meeting))
                .toList();
    }

    @Test
    void the_same_seed_and_name_are_struck_in_the_same_way() {
        assertThat(drawn(PLAN, "web-1")).isEqualTo(drawn(PLAN, "web-1"));
        assertThat(drawn(PLAN, "web-1")).isNotEqualTo(drawn(PLAN, "web-2"));
    }

    @Test
    void each_kind_strikes_with_its_time() {
        Set<Fault.Kind> seen = EnumSet.noneOf(Fault.Kind.class);
        for (Fault fault : drawn(PLAN, "web-1")) {
            if (fault != null) {
                seen.add(fault.kind());
                assertThat(fault.millis())
                        .isEqualTo(
                                switch (fault.kind()) {
                                    case HANG -> 2_000;
                                    case LATE -> 3_000;
                                    default -> 0;
                                });
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Fault.Kind.values());
    }

    @Test
    void one_that_lasts_strikes_so_many_times_in_a_row() {
        FaultPlan rare =
                new FaultPlan(
                        List.of(), 1, 7, List.of(), List.of(odds(Fault.Kind.HALF, 0, LASTING)));
        List<Fault> faults = drawn(rare, "web-1");
        int first = faults.indexOf(faults.stream().filter(it -> it != null).findFirst().get());

        assertThat(faults.subList(first, first + LASTING)).doesNotContainNull();
        assertThat(faults.get(first + LASTING)).isNull();
    }

    @Test
    void odds_of_one_step_leave_the_others_alone() {
        FaultPlan disks =
                new FaultPlan(
                        List.of(),
                        100,
                        7,
                        List.of(),
                        List.of(
                                new Odds(
                                        1,
                                        "prepareVm",
                                        Fault.Kind.FAIL_BEFORE,
                                        FailureCode.HOST_DISK_FULL,
                                        0,
                                        1)));

        assertThat(Chance.of(disks, "ensureDomain", "web-1", 1)).isNull();
        assertThat(Chance.of(disks, "prepareVm", "web-1", 1))
                .extracting(Fault::code)
                .isEqualTo(FailureCode.HOST_DISK_FULL);
    }
}
