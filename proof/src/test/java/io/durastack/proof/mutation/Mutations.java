package io.durastack.proof.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Prover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Breaks the product, one defect at a time, and wants each to be noticed by the proofs of the
 * operations that it touches. Takes some minutes, so it is a command of its own: {@code ./dura
 * mutate}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Mutations {

    private final Prover prover = new Prover();

    @BeforeAll
    void weave() {
        Weaver.weave(Defects.ALL);
    }

    @AfterAll
    void close() {
        prover.close();
    }

    @Test
    void every_defect_is_caught() {
        String only = System.getProperty("dura.mutate", "");
        List<String> survived = new ArrayList<>();
        List<Defect> defects = Defects.ALL.stream().filter(it -> it.name().contains(only)).toList();
        for (Defect defect : defects) {
            long began = System.nanoTime();
            Optional<String> caught = caught(defect);
            int met = Defect.off();
            // What was never met was not there: whatever failed, failed of something else.
            boolean noticed = caught.isPresent() && met > 0;
            if (!noticed) {
                survived.add(defect.name());
            }
            tell(
                    "%s %-52s %s (met %d times, %d s)"
                            .formatted(
                                    noticed ? "✓" : "✗",
                                    defect.name(),
                                    caught.map(by -> "caught by " + by).orElse("SURVIVED"),
                                    met,
                                    Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        }
        tell((defects.size() - survived.size()) + " caught, " + survived.size() + " survived");
        assertThat(survived).as("defects that no proof has noticed").isEmpty();
    }

    private Optional<String> caught(Defect defect) {
        prover.ready();
        defect.on();
        return prover.firstThatFails(defect.touches(), defect.proofs());
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String line) {
        System.out.println(line);
    }
}
