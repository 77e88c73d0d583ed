package io.durastack.kvm.network;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgesTest {

    private final LabWorld world = LabWorld.installed(1);

    @BeforeEach
    void begin() {
        apply(turn(), List.of());
    }

    @AfterEach
    void clear() {
        apply(turn(), List.of());
        world.close();
    }

    private BridgesApplied apply(long generation, List<Bridge> bridges) {
        return world.host()
                .ensureNetwork(generation, () -> new BridgeConfig(generation, bridges), soon());
    }

    private static Bridge alone(String name) {
        return new Bridge(name, null, null);
    }

    private String devices() {
        return world.shell("ls /sys/class/net");
    }

    @Test
    void bridgesComeAndGoWithWhatIsRendered() {
        String device = world.lab().lab().physicalDevice();
        long first = turn();
        assertThat(apply(first, List.of(new Bridge("dua", device, null), alone("dub"))))
                .satisfies(applied -> assertThat(applied.generation()).isEqualTo(first));
        assertThat(devices()).contains("dua").contains("dub");
        assertThat(world.shell("readlink /sys/class/net/" + device + "/master")).contains("dua");

        apply(turn(), List.of(alone("dub"), new Bridge("duc", device, null)));

        assertThat(devices()).doesNotContain("dua").contains("dub");
        assertThat(world.shell("readlink /sys/class/net/" + device + "/master")).contains("duc");
    }

    @Test
    void aGenerationThatIsAppliedIsNotAppliedAgainAndNotRead() {
        long generation = turn();
        apply(generation, List.of(alone("dua")));

        BridgesApplied same =
                world.host()
                        .ensureNetwork(
                                generation - 1,
                                () -> {
                                    throw new IllegalStateException("must not be read");
                                },
                                soon());

        assertThat(same.generation()).isEqualTo(generation);
    }

    @Test
    void manyWhoAskAtOnceAreAnsweredByFewApplies() throws Exception {
        long generation = turn();
        AtomicInteger reads = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BridgesApplied>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                asked.add(
                        threads.submit(() ->
                                world.host()
                                        .ensureNetwork(
                                                generation,
                                                () -> {
                                                    reads.incrementAndGet();
                                                    return new BridgeConfig(
                                                            generation, List.of(alone("dua")));
                                                },
                                                soon())));
            }
            for (Future<BridgesApplied> one : asked) {
                assertThat(one.get().generation()).isEqualTo(generation);
            }
        }
        assertThat(reads).hasValue(1);
        assertThat(ConnectionSettings.DEFAULT.commands()).isLessThan(50);
    }

    @Test
    void aLowerGenerationIsRefusedAlsoAfterAReboot() {
        long generation = turn();
        apply(generation, List.of(alone("dua")));
        world.shell("rm -rf /run/durastack; ip link delete dua");
        assertThat(world.host().networkApplied(soon()).generation()).isZero();

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> apply(generation - 1, List.of(alone("dub"))))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.STALE));
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> apply(generation, List.of(alone("dub"))))
                .satisfies(
                        failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.CONFLICT));
        assertThat(devices()).doesNotContain("dub");

        assertThat(apply(generation, List.of(alone("dua"))).generation()).isEqualTo(generation);
        assertThat(devices()).contains("dua");
    }

    @Test
    void aForeignBridgeOfThatNameIsRefusedAndLeftAlone() {
        world.shell("ip link add name duforeign type bridge");
        try {
            long generation = turn();
            BridgesApplied applied =
                    apply(generation, List.of(alone("dua"), alone("duforeign"), alone("dub")));

            assertThat(applied.refused())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.bridge()).isEqualTo("duforeign");
                        assertThat(it.code()).isEqualTo("FOREIGN_BRIDGE");
                        assertThat(it.text()).isEqualTo("duforeign exists and is not ours");
                    });
            assertThat(devices()).contains("dua").contains("dub");
            assertThat(world.host().networkApplied(soon()).generation())
                    .as("it is tried again by the next")
                    .isZero();

            assertThat(apply(turn(), List.of(alone("dub"))).refused()).isEmpty();
            assertThat(devices()).contains("duforeign").doesNotContain("dua");
        } finally {
            world.shell("ip link delete duforeign");
        }
    }

    @Test
    void whatWasRefusedIsMadeWhenItCanBe() {
        long generation = turn();
        List<Bridge> bridges = List.of(alone("dua"), new Bridge("dub", "nosuch0", null));
        assertThat(apply(generation, bridges).refused())
                .extracting(BridgesApplied.Refused::bridge, BridgesApplied.Refused::code)
                .containsExactly(tuple("dub", "NO_DEVICE"));
        assertThat(devices()).contains("dua").doesNotContain("dub");

        world.shell("ip link add name nosuch0 type veth peer name nosuch1");
        try {
            assertThat(apply(generation, bridges).refused()).isEmpty();
            assertThat(world.shell("readlink /sys/class/net/nosuch0/master")).contains("dub");
            assertThat(world.host().networkApplied(soon()).generation()).isEqualTo(generation);
        } finally {
            apply(turn(), List.of());
            world.shell("ip link delete nosuch0");
        }
    }

    @Test
    void aDeviceIsForOneBridge() {
        String device = world.lab().lab().physicalDevice();
        BridgesApplied applied =
                apply(
                        turn(),
                        List.of(new Bridge("dua", device, null), new Bridge("dub", device, null)));

        assertThat(applied.refused())
                .extracting(BridgesApplied.Refused::bridge, BridgesApplied.Refused::code)
                .containsExactly(tuple("dub", "DEVICE_TAKEN"));
        assertThat(world.shell("readlink /sys/class/net/" + device + "/master")).contains("dua");
    }

    @Test
    void aBridgeThatAGuestIsPluggedIntoStaysAndHindersNoOther() {
        apply(turn(), List.of(alone("dua")));
        world.shell("ip tuntap add dutap0 mode tap && ip link set dutap0 master dua");
        try {
            BridgesApplied applied = apply(turn(), List.of(alone("dub")));

            assertThat(applied.refused())
                    .extracting(BridgesApplied.Refused::bridge, BridgesApplied.Refused::code)
                    .containsExactly(tuple("dua", "BRIDGE_IN_USE"));
            assertThat(devices()).contains("dua").contains("dub");
        } finally {
            world.shell("ip link delete dutap0");
        }
        assertThat(apply(turn(), List.of(alone("dub"))).refused()).isEmpty();
        assertThat(devices()).doesNotContain("dua");
    }
}
