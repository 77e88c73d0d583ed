package io.durastack.kvm.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.Lab;
import io.durastack.kvm.lab.LabHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostConnectionTest {

    private static final Duration SHORT = Duration.ofSeconds(20);

    private final HostConnections connections =
            new HostConnections(new ConnectionSettings(Duration.ofSeconds(5), 1, 3, 8, 16));
    private @Nullable LabHost host;

    @BeforeEach
    void findHost() {
        host = Lab.required().host(0);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private LabHost host() {
        return java.util.Objects.requireNonNull(host);
    }

    @Test
    void oneConnectionCarriesCommandsAndLibvirt() {
        HostConnection connection = host().asRoot(connections);

        CommandResult echoed =
                connection.run(
                        Command.of(List.of("sh", "-c", "cat; echo it\\'s >&2; exit 7"))
                                .reading("hello"),
                        SHORT);
        String name =
                connection.libvirt(null, "host name", SHORT, libvirt -> libvirt.getHostName());

        assertThat(echoed).isEqualTo(new CommandResult(7, "hello\n", "it's\n"));
        assertThat(name).isEqualTo(host().name());
        String channels = host().shell(connections, "pgrep -c -f '^sshd: root@notty'");
        assertThat(channels.strip()).isEqualTo("1");
    }

    @Test
    void theKeyOfAHostIsLearntWithoutLoggingIn() {
        String key = HostKeys.learn(host().address(), host().port(), Duration.ofSeconds(5));

        assertThat(key).isEqualTo(host().hostKey());
    }

    @Test
    void aHostWithAnotherKeyIsRefused() {
        HostEndpoint impostor =
                new HostEndpoint(
                        host().endpoint().host(),
                        host().address(),
                        host().port(),
                        "root",
                        host().privateKey(),
                        host().lab().host(1).hostKey());
        HostConnection connection =
                connections.to(impostor, LabHost.HELPER, (libvirt, commands) -> {});

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> connection.run(Command.of(List.of("true")), SHORT))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(HostFailureKind.REFUSED);
                    assertThat(failure.code()).isEqualTo("HOST_KEY_CHANGED");
                });
    }

    @Test
    void anUnknownLoginIsRefused() {
        HostConnection connection =
                connections.to(
                        host().endpoint().as("nobody"), LabHost.HELPER, (libvirt, commands) -> {});

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> connection.run(Command.of(List.of("true")), SHORT))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("SSH_LOGIN_REFUSED"));
    }

    @Test
    void aCommandThatTakesTooLongEndsAtItsDeadline() {
        HostConnection connection = host().asRoot(connections);
        connection.run(Command.of(List.of("true")), SHORT);
        long start = System.nanoTime();

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() ->
                        connection.run(Command.of(List.of("sleep", "30")), Duration.ofMillis(500)))
                .satisfies(
                        failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void moreCommandsThanTheBoundAreRefusedAtOnce() throws Exception {
        HostConnection connection = host().asRoot(connections);
        connection.run(Command.of(List.of("true")), SHORT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommandResult>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(
                        threads.submit(
                                () -> connection.run(Command.of(List.of("sleep", "1")), SHORT)));
            }

            Awaitility.await()
                    .atMost(Duration.ofMillis(900))
                    .untilAsserted(() ->
                            assertThatExceptionOfType(HostException.class)
                                    .isThrownBy(() ->
                                            connection.run(Command.of(List.of("true")), SHORT))
                                    .satisfies(failure ->
                                            assertThat(failure.code())
                                                    .isEqualTo("HOST_CALLS_FULL")));
            for (Future<CommandResult> one : running) {
                assertThat(one.get().exit()).isZero();
            }
        }
    }

    @Test
    void aHostThatIsCutOffFailsInTimeAndWorksAgainAfterwards() {
        HostConnection connection = host().asRoot(connections);
        connection.libvirt(null, "host name", SHORT, libvirt -> libvirt.getHostName());
        host().lab().command("cut", host().name());
        try {
            long start = System.nanoTime();
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            connection.libvirt(
                                    null,
                                    "host name",
                                    Duration.ofSeconds(8),
                                    libvirt -> libvirt.getHostName()))
                    .satisfies(failure ->
                            assertThat(failure.kind()).isEqualTo(HostFailureKind.UNREACHABLE));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(8));
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            connection.run(Command.of(List.of("true")), Duration.ofSeconds(2)))
                    .satisfies(failure ->
                            assertThat(failure.kind())
                                    .isIn(HostFailureKind.UNREACHABLE, HostFailureKind.TIMEOUT));
        } finally {
            host().lab().command("heal", host().name());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(HostException.class)
                .until(
                        () ->
                                connection.libvirt(
                                        null,
                                        "host name",
                                        Duration.ofSeconds(10),
                                        libvirt -> libvirt.getHostName()),
                        host().name()::equals);
        assertThat(connections.hungCalls()).isZero();
    }

    @Test
    void aStoppedDaemonLosesNoMoreThanTheDeadlineAndItsRestartIsSurvived() {
        HostConnection connection = host().asRoot(connections);
        connection.libvirt(null, "host name", SHORT, libvirt -> libvirt.getHostName());
        host().shell(connections, "kill -STOP $(cat /run/libvirtd.pid)");
        try {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            connection.libvirt(
                                    null,
                                    "host name",
                                    Duration.ofSeconds(1),
                                    libvirt -> libvirt.getHostName()))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("LIBVIRT_TIMEOUT"));
            assertThat(connections.hungCalls()).isEqualTo(1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> connections.hungCalls() == 0);
        } finally {
            host().shell(connections, "kill -CONT $(cat /run/libvirtd.pid)");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(HostException.class)
                .until(
                        () ->
                                connection.libvirt(
                                        null, "list", SHORT, libvirt -> libvirt.getHostName()),
                        host().name()::equals);
        host().shell(
                        connections,
                        "kill -9 $(cat /run/libvirtd.pid); libvirtd -d -f /etc/libvirt/libvirtd.conf");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(HostException.class)
                .until(
                        () ->
                                connection.libvirt(
                                        null, "list", SHORT, libvirt -> libvirt.getHostName()),
                        host().name()::equals);
    }

    /** The program takes its time, so that at the end of the input there is no room for it yet. */
    @Test
    void anInputArrivesWholeHoweverSlowlyItIsRead() {
        String text = "0123456789abcdef".repeat(5 << 16);

        CommandResult counted =
                host().asRoot(connections)
                        .run(
                                Command.of(
                                                List.of(
                                                        "sh",
                                                        "-c",
                                                        "sleep 1; n=0; while c=$(head -c 65536 | wc -c) && [ $c -gt 0 ];"
                                                                + " do n=$((n + c)); sleep 0.02; done; echo $n"))
                                        .reading(text),
                                SHORT);

        assertThat(counted).isEqualTo(new CommandResult(0, text.length() + "\n", ""));
    }
}
