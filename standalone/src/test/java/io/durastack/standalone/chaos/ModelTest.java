package io.durastack.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the model makes of promises and their ends, and which answers it allows. */
class ModelTest {

    private static final String NAME = "chaos-vm-1";

    private Slot slot = new Slot(Kind.VM);

    @BeforeEach
    void another() {
        slot = new Slot(Kind.VM);
    }

    private void accepted(String operation, Act act) {
        accepted(operation, act, "vm");
    }

    private void accepted(String operation, Act act, String resource) {
        assertThat(slot.accepted(resource, NAME, false, operation, act)).isTrue();
    }

    private void ended(String operation, Act act, String end) {
        accepted(operation, act);
        slot.ended(operation, end, 0, false);
    }

    private Thing.State state() {
        return slot.expected().getFirst().state();
    }

    private Set<String> allowed(Act act) {
        Slot.Visit visit = slot.enter();
        return Answers.allowed(Kind.VM, act, NAME, true, visit, slot.leave(visit));
    }

    @Test
    void the_order_of_the_operations_decides_not_that_of_their_answers() {
        accepted("1", Act.CREATE);
        accepted("3", Act.DELETE);
        accepted("2", Act.STOP);
        slot.ended("3", "ROLLED_BACK", 0, false);
        slot.ended("1", "SUCCEEDED", 0, false);
        assertThat(state()).isEqualTo(Thing.State.RUNNING);

        slot.ended("2", "SUCCEEDED", 0, false);
        assertThat(state()).isEqualTo(Thing.State.STOPPED);
    }

    @Test
    void what_was_rolled_back_leaves_things_as_they_were() {
        ended("1", Act.CREATE, "SUCCEEDED");
        ended("2", Act.STOP, "SUCCEEDED");
        ended("3", Act.START, "ROLLED_BACK");
        assertThat(state()).isEqualTo(Thing.State.STOPPED);

        ended("4", Act.DELETE, "SUCCEEDED");
        assertThat(state()).isEqualTo(Thing.State.GONE);
    }

    @Test
    void a_create_that_was_rolled_back_left_nothing() {
        ended("1", Act.CREATE, "ROLLED_BACK");

        assertThat(state()).isEqualTo(Thing.State.GONE);
        assertThat(allowed(Act.STOP)).containsExactly("404 not_found");
        assertThat(allowed(Act.CREATE)).contains("202").doesNotContain("409 name_taken");
    }

    @Test
    void alone_there_is_one_answer() {
        ended("1", Act.CREATE, "SUCCEEDED");
        assertThat(allowed(Act.STOP)).containsExactly("202");
        assertThat(allowed(Act.REBOOT)).containsExactly("202");
        assertThat(allowed(Act.CREATE)).contains("409 name_taken").doesNotContain("202");

        ended("2", Act.STOP, "SUCCEEDED");
        assertThat(allowed(Act.REBOOT)).containsExactly("409 conflict");
    }

    @Test
    void among_others_any_order_may_have_been() {
        ended("1", Act.CREATE, "SUCCEEDED");
        accepted("2", Act.STOP);

        assertThat(allowed(Act.START))
                .containsExactlyInAnyOrder(
                        "202", "404 not_found", "409 operation_in_progress", "409 conflict");
    }

    @Test
    void nobody_is_alone_who_was_joined_meanwhile() {
        Slot.Visit first = slot.enter();
        Slot.Visit second = slot.enter();

        assertThat(slot.leave(second)).isFalse();
        assertThat(slot.leave(first)).isFalse();
    }

    @Test
    void something_that_is_protected_is_not_deleted() {
        boolean _ = slot.accepted("vm", NAME, true, "1", Act.CREATE);
        slot.ended("1", "SUCCEEDED", 0, false);

        assertThat(allowed(Act.DELETE)).containsExactly("409 protected");
    }

    @Test
    void what_was_changed_before_its_making_was_heard_of_is_known_by_then() {
        slot.changed("vm", 2, NAME, true);
        accepted("1", Act.CREATE);
        slot.ended("1", "SUCCEEDED", 0, false);

        assertThat(allowed(Act.DELETE)).containsExactly("409 protected");
    }

    @Test
    void who_waits_may_hear_the_end_and_who_knows_it_as_it_never_was_is_refused() {
        ended("1", Act.CREATE, "SUCCEEDED");
        Set<String> waiting = allowed(Act.STOP);
        Answers.besides(Map.of("wait", "true"), waiting);
        assertThat(waiting).contains("200", "409 operation_failed");

        Set<String> stale = allowed(Act.LABEL);
        Answers.besides(Map.of("stale", "true"), stale);
        assertThat(stale).containsExactly("412 etag_mismatch");
    }

    @Test
    void of_two_changes_the_later_one_holds_whichever_is_heard_first() {
        ended("1", Act.CREATE, "SUCCEEDED");
        Slot.Visit visit = slot.enter();
        slot.changed("vm", 7, "chaos-vm-1-b", true);
        slot.changed("vm", 6, NAME, false);

        assertThat(slot.expected().getFirst().name()).isEqualTo("chaos-vm-1-b");
        assertThat(slot.leave(visit)).isTrue();
    }

    @Test
    void a_host_that_was_declared_lost_is_so_until_it_is_gone() {
        slot = new Slot(Kind.HOST);
        slot.lost("host", NAME);
        accepted("1", Act.CREATE, "host");
        assertThat(state()).isEqualTo(Thing.State.MAKING);
        slot.ended("1", "SUCCEEDED", 0, false);
        assertThat(state()).isEqualTo(Thing.State.LOST);

        accepted("2", Act.DELETE, "host");
        slot.ended("2", "SUCCEEDED", 0, false);
        assertThat(state()).isEqualTo(Thing.State.GONE);
    }

    @Test
    void what_is_on_a_host_that_was_declared_lost_may_not_start_and_can_be_stopped() {
        ended("1", Act.CREATE, "SUCCEEDED");
        for (Act act : Set.of(Act.START, Act.REBOOT)) {
            Set<String> answers = allowed(act);
            Answers.afterLosses(act, answers);
            assertThat(answers).containsExactlyInAnyOrder("202", "409 conflict");
        }
        Set<String> stop = allowed(Act.STOP);
        Answers.afterLosses(Act.STOP, stop);
        assertThat(stop).containsExactly("202");
    }
}
