package io.durastack.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.home.Size;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    /** Parts that only sleep; what answers for them is the test itself. */
    private static Forms.Form sleepers(DuraHome home, int port) {
        List<Part> parts =
                IntStream.rangeClosed(1, home.size().workers())
                        .mapToObj(number ->
                                new Part(
                                        "sleeper-" + number,
                                        List.of("sleep", "120"),
                                        Map.of(),
                                        home.root(),
                                        port,
                                        "",
                                        "TERM",
                                        List.of()))
                        .toList();
        return new Forms.Form("test", parts, Map.of());
    }

    private static Size workers(int number) {
        return new Size(1, 1, number, List.of("auto"));
    }

    private static List<PartState> awaitUp(StateFile state, int count) {
        return Awaitility.await(count + " parts")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> state.read().map(StateFile.Running::parts).orElse(List.of()),
                        parts ->
                                parts.size() == count
                                        && parts.stream().allMatch(it -> it.state().equals("UP")));
    }

    @Test
    void it_follows_the_size_that_is_wanted_and_leaves_the_others_alone(@TempDir Path folder)
            throws IOException, InterruptedException {
        DuraHome home = new DuraHome(folder);
        StateFile state = new StateFile(home.file("state.json"));
        try (ServerSocket answers = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Supervisor supervisor =
                    new Supervisor(
                            () -> sleepers(home, answers.getLocalPort()),
                            home::size,
                            home.folder("logs"),
                            state);
            Thread running = Thread.ofPlatform().start(supervisor::run);
            PartState first = awaitUp(state, 1).getFirst();

            home.size(workers(3));
            List<PartState> three = awaitUp(state, 3);
            home.size(workers(2));
            List<PartState> two = awaitUp(state, 2);

            assertThat(two.getFirst()).isEqualTo(first);
            assertThat(two).isEqualTo(three.subList(0, 2));
            Awaitility.await("the third to end")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> three.getLast().process().isEmpty());
            assertThat(state.read().orElseThrow().size()).isEqualTo(workers(2));
            running.interrupt();
            running.join();
            assertThat(first.process()).isEmpty();
        }
    }
}
