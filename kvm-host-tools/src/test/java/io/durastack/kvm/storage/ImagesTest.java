package io.durastack.kvm.storage;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private final LabWorld world = LabWorld.installed(1);
    private final List<String> sums = new ArrayList<>();

    @AfterEach
    void clean() {
        for (String sum : sums) {
            world.host().removeImage(sum, later(), soon());
        }
        world.close();
    }

    private static final UUID IMAGE = UUID.randomUUID();

    private static ImageTurn later() {
        return new ImageTurn(IMAGE, LabWorld.turn());
    }

    /** Makes a file on the host and gives its checksum. */
    private String made(String file, String how) {
        world.shell("cd /run && rm -f " + file + " && " + how);
        String sum = world.shell("sha256sum /run/" + file + " | cut -d' ' -f1").strip();
        sums.add(sum);
        return sum;
    }

    private CachedImage fill(String sum, String url) {
        return world.host().ensureImage(sum, url, null, (done, total) -> {}, soon());
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(call)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(HostFailureKind.REFUSED);
                    assertThat(failure.code()).isEqualTo(code);
                });
    }

    private void assertNothingLeft() {
        assertThat(world.host().listFiles(soon()))
                .noneMatch(file -> file.path().startsWith("tmp/"))
                .noneMatch(file ->
                        sums.stream().anyMatch(sum -> file.path().startsWith("cache/" + sum)));
    }

    @Test
    void anImageIsFetchedByTheHostAndItsFormatReadFromItsBytes() {
        String sum = made("image.txt", "qemu-img create -q -f qcow2 image.txt 5M");

        CachedImage image = fill(sum, "file:///run/image.txt");

        assertThat(image.format()).isEqualTo("qcow2");
        assertThat(image.virtualBytes()).isEqualTo(5L << 20);
        world.shell("rm /run/image.txt");
        assertThat(fill(sum, "file:///run/image.txt")).isEqualTo(image);
    }

    @Test
    void anImageWithAnotherChecksumIsRefusedAndLeavesNothing() {
        made("image.qcow2", "qemu-img create -q -f qcow2 image.qcow2 5M");
        String other = "0".repeat(64);

        assertRefused("IMAGE_CHECKSUM", () -> fill(other, "file:///run/image.qcow2"));
        assertNothingLeft();
    }

    @Test
    void whatIsNoImageIsRefusedAndLeavesNothing() {
        String sum = made("image.qcow2", "seq 100000 > image.qcow2");

        assertRefused("IMAGE_NOT_AN_IMAGE", () -> fill(sum, "file:///run/image.qcow2"));
        assertNothingLeft();
    }

    @Test
    void anImageThatRefersToAnotherFileIsRefusedAndLeavesNothing() {
        String backed =
                made(
                        "backed.qcow2",
                        "qemu-img create -q -f qcow2 -F raw -b /etc/passwd backed.qcow2 1M");
        String data =
                made(
                        "data.qcow2",
                        "qemu-img create -q -f qcow2 -o data_file=/run/data.raw data.qcow2 1M");

        assertRefused("IMAGE_HAS_BACKING_FILE", () -> fill(backed, "file:///run/backed.qcow2"));
        assertRefused("IMAGE_HAS_DATA_FILE", () -> fill(data, "file:///run/data.qcow2"));
        assertNothingLeft();
    }

    @Test
    void anImageOfAnotherFormatOrSchemeIsRefused() {
        String sum = made("image.qcow2", "qemu-img create -q -f vmdk image.qcow2 5M");

        assertRefused("IMAGE_FORMAT", () -> fill(sum, "file:///run/image.qcow2"));
        assertRefused("IMAGE_SOURCE", () -> fill(sum, "scp://somewhere/image"));
        assertRefused("IMAGE_SOURCE", () -> fill(sum, "file:///run/nosuch"));
        assertNothingLeft();
    }

    @Test
    void ofManyWhoWantAnImageOneFetchesItAndTellsHowFarItIs() throws Exception {
        String sum =
                made(
                        "big.qcow2",
                        "qemu-img create -q -f qcow2 big.qcow2 5M && head -c 6000000 /dev/urandom >> big.qcow2");
        byte[] bytes =
                java.util.Base64.getMimeDecoder().decode(world.shell("base64 /run/big.qcow2"));
        AtomicInteger served = new AtomicInteger();
        List<Long> progress = new CopyOnWriteArrayList<>();
        HttpServer server = serve(bytes, served);
        String url =
                "http://"
                        + server.getAddress().getHostString()
                        + ":"
                        + server.getAddress().getPort()
                        + "/i";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CachedImage>> filled = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                filled.add(
                        threads.submit(() ->
                                world.host()
                                        .ensureImage(
                                                sum,
                                                url,
                                                null,
                                                (done, total) -> progress.add(done),
                                                soon())));
            }
            for (Future<CachedImage> one : filled) {
                assertThat(one.get().fileBytes()).isEqualTo(bytes.length);
            }
        } finally {
            server.stop(0);
        }
        assertThat(served).hasValue(1);
        assertThat(progress).isNotEmpty();
    }

    private HttpServer serve(byte[] bytes, AtomicInteger served) throws IOException {
        String address = world.lab().address();
        String gateway = address.substring(0, address.lastIndexOf('.')) + ".1";
        HttpServer server = HttpServer.create(new InetSocketAddress(gateway, 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/i",
                exchange -> {
                    served.incrementAndGet();
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void anImageThatAVolumeLiesOnIsNotRemoved() {
        String sum = made("image.qcow2", "qemu-img create -q -f qcow2 image.qcow2 5M");
        fill(sum, "file:///run/image.qcow2");
        UUID volume = UUID.randomUUID();
        String locator = world.host().newLocator(volume, "qcow2");
        world.host().ensureVolume(volume, turn(), locator, 8L << 20, sum, soon());

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> world.host().removeImage(sum, later(), soon()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("IMAGE_IN_USE"));
        world.host().removeVolume(volume, turn(), locator, soon());
        world.host().removeImage(sum, later(), soon());
        assertNothingLeft();
    }

    @Test
    void aVolumeKeepsItsContentRefusesAnotherSpecificationAndOlderTurns() {
        String sum = made("image.qcow2", "qemu-img create -q -f qcow2 image.qcow2 5M");
        fill(sum, "file:///run/image.qcow2");
        UUID volume = UUID.randomUUID();
        String locator = world.host().newLocator(volume, "qcow2");
        long older = turn();
        long first = turn();
        world.host().ensureVolume(volume, first, locator, 8L << 20, sum, soon());
        try {
            world.shell("qemu-io -c 'write -P 7 0 64k' " + locator);
            String written = world.shell("sha256sum " + locator);
            world.host().ensureVolume(volume, turn(), locator, 8L << 20, sum, soon());
            assertThat(world.shell("sha256sum " + locator)).isEqualTo(written);

            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            world.host()
                                    .ensureVolume(volume, turn(), locator, 9L << 20, sum, soon()))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("SPEC_CONFLICT"));
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> world.host().removeVolume(volume, older, locator, soon()))
                    .satisfies(
                            failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.STALE));
            assertThat(world.shell("sha256sum " + locator)).isEqualTo(written);
        } finally {
            world.host().removeVolume(volume, turn(), locator, soon());
        }
        assertThatExceptionOfType(HostException.class)
                .as("a late step cannot bring a removed volume back")
                .isThrownBy(() ->
                        world.host().ensureVolume(volume, first, locator, 8L << 20, sum, soon()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(HostFailureKind.STALE));
    }

    @Test
    void a_late_fetch_does_not_bring_back_what_was_removed() {
        String sum = made("late.qcow2", "qemu-img create -q -f qcow2 late.qcow2 1M");
        ImageTurn early = later();
        CachedImage _ =
                world.host()
                        .ensureImage(
                                sum, "file:///run/late.qcow2", early, (done, total) -> {}, soon());
        world.host().removeImage(sum, later(), soon());

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() ->
                        world.host()
                                .ensureImage(
                                        sum,
                                        "file:///run/late.qcow2",
                                        early,
                                        (done, total) -> {},
                                        soon()))
                .satisfies(late -> assertThat(late.code()).isEqualTo("STALE_TURN"));
    }
}
