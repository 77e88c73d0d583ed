package io.durastack.testing.engine;

import io.durastack.workflows.engine.SearchAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One engine per JVM. It is looked for where {@code ./dura} looks: {@code TEMPORAL_BIN}, the PATH,
 * the user's cache folder. Without a binary the SDK's test server stands in, which has no
 * visibility and no reset.
 */
public final class TestingEngine {

    private static final String CACHED = "durastack/temporal-1.5.1/temporal";

    private final String target;
    private final boolean real;

    private TestingEngine(String target, boolean real) {
        this.target = target;
        this.real = real;
    }

    /** Namespaces beside {@code default}, for applications that run at the same time. */
    public static final List<String> LANES = List.of("lane-1", "lane-2", "lane-3");

    /** The engine of this JVM, started when it is first asked for. */
    public static TestingEngine shared() {
        return Holder.ENGINE;
    }

    /** {@code host:port} of its front end. */
    public String target() {
        return target;
    }

    /** Whether it is a real server. */
    public boolean real() {
        return real;
    }

    /** Where a Temporal binary is; empty when there is none. */
    public static Optional<Path> binary() {
        Stream<Path> named = Stream.ofNullable(System.getenv("TEMPORAL_BIN")).map(Path::of);
        Stream<Path> onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(folder -> Path.of(folder, "temporal"));
        String cache =
                System.getenv()
                        .getOrDefault(
                                "XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Stream.of(named, onPath, Stream.of(Path.of(cache, CACHED)))
                .flatMap(it -> it)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Holder {

        static final TestingEngine ENGINE =
                binary().map(Holder::devServer).orElseGet(Holder::inMemory);

        private static TestingEngine inMemory() {
            int port = freePort();
            TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            TestingEngine engine = new TestingEngine("127.0.0.1:" + port, false);
            registerAttributes(engine.target());
            return engine;
        }

        private static TestingEngine devServer(Path binary) {
            int port = freePort();
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    binary.toString(),
                                    "server",
                                    "start-dev",
                                    "--headless",
                                    "--ip",
                                    "127.0.0.1",
                                    "--port",
                                    "" + port,
                                    "--log-level",
                                    "error",
                                    "--dynamic-config-value",
                                    "system.enableActivityEagerExecution=true",
                                    // A worker that stops waits for its polls to be answered. Less
                                    // costs: with every worker of the lanes they add up.
                                    "--dynamic-config-value",
                                    "matching.longPollExpirationInterval=\"5s\""));
            LANES.forEach(lane -> command.addAll(List.of("--namespace", lane)));
            SearchAttributes.ALL.forEach(attribute ->
                    command.addAll(
                            List.of("--search-attribute", attribute.getName() + "=Keyword")));
            try {
                Process process =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            awaitAnswer("127.0.0.1:" + port);
            return new TestingEngine("127.0.0.1:" + port, true);
        }

        private static void awaitAnswer(String target) {
            WorkflowServiceStubs stubs =
                    WorkflowServiceStubs.newServiceStubs(
                            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
            stubs.connect(Duration.ofSeconds(60));
            stubs.shutdown();
        }

        private static void registerAttributes(String target) {
            OperatorServiceStubs operator =
                    OperatorServiceStubs.newServiceStubs(
                            OperatorServiceStubsOptions.newBuilder()
                                    .setTarget(target)
                                    .validateAndBuildWithDefaults());
            AddSearchAttributesRequest.Builder request =
                    AddSearchAttributesRequest.newBuilder().setNamespace("default");
            SearchAttributes.ALL.forEach(attribute ->
                    request.putSearchAttributes(
                            attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            operator.blockingStub().addSearchAttributes(request.build());
            operator.shutdown();
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
