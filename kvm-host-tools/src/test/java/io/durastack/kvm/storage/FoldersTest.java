package io.durastack.kvm.storage;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.lab.LabWorld;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The folders of primary storages, each in a path that the administrator has made. */
class FoldersTest {

    private static final long BYTES = 1 << 20;

    private final LabWorld world = LabWorld.installed(0);
    private final UUID storage = UUID.randomUUID();
    private final String path = world.host().root() + "/tmp/second";

    @BeforeEach
    void makePath() {
        world.shell("mkdir -p " + path);
    }

    @AfterEach
    void close() {
        world.shell("rm -rf " + path);
        world.close();
    }

    private static void fails(HostFailureKind kind, String code, ThrowingCallable call) {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(call)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.code()).isEqualTo(code);
                });
    }

    private String there() {
        return world.shell("ls -A " + path).strip();
    }

    @Test
    void itIsMadeOnceAndTellsTheSizeOfItsFileSystem() {
        long turn = turn();

        long bytes = world.host().ensureFolder(storage, turn, path, soon());

        assertThat(world.host().ensureFolder(storage, turn, path, soon())).isEqualTo(bytes);
        assertThat(world.shell("df -P -B1 " + path)).contains(" " + bytes + " ");
        assertThat(there()).isEqualTo("volumes");
        world.host().removeFolder(storage, turn, path, soon());
        world.host().removeFolder(storage, turn, path, soon());
        assertThat(there()).isEmpty();
        fails(
                HostFailureKind.STALE,
                "STALE_TURN",
                () -> world.host().ensureFolder(storage, turn - 1, path, soon()));
    }

    @Test
    void aPathThatIsNotThereIsRefusedAndNotMade() {
        fails(
                HostFailureKind.REFUSED,
                "FOLDER_REFUSED",
                () -> world.host().ensureFolder(storage, turn(), path + "/not-mounted", soon()));
        fails(
                HostFailureKind.REFUSED,
                "FOLDER_REFUSED",
                () -> world.host().ensureFolder(storage, turn(), "/var/elsewhere", soon()));
        world.shell("touch " + path + "/volumes");
        fails(
                HostFailureKind.REFUSED,
                "FOLDER_REFUSED",
                () -> world.host().ensureFolder(storage, turn(), path, soon()));
        assertThat(there()).isEqualTo("volumes");
        world.host().removeFolder(storage, turn(), path, soon());
        assertThat(there()).isEqualTo("volumes");
    }

    @Test
    void aStorageIsInOneFolder() {
        long _ = world.host().ensureFolder(storage, turn(), path, soon());

        fails(
                HostFailureKind.CONFLICT,
                "SPEC_CONFLICT",
                () -> world.host().ensureFolder(storage, turn(), world.host().root(), soon()));

        world.host().removeFolder(storage, turn(), path, soon());
    }

    @Test
    void whatIsNotOursStays() {
        long _ = world.host().ensureFolder(storage, turn(), path, soon());
        world.shell("touch " + path + "/volumes/not-ours");

        world.host().removeFolder(storage, turn(), path, soon());

        assertThat(world.shell("ls -A " + path + "/volumes").strip()).isEqualTo("not-ours");
    }

    @Test
    void oneWithAVolumeInItStaysUntilThatIsGone() {
        long _ = world.host().ensureFolder(storage, turn(), path, soon());
        UUID volume = UUID.randomUUID();
        String locator = path + "/volumes/" + volume + ".qcow2";
        world.host().ensureEmptyVolume(volume, turn(), locator, BYTES, soon());

        fails(
                HostFailureKind.REFUSED,
                "VOLUMES_THERE",
                () -> world.host().removeFolder(storage, turn(), path, soon()));

        world.host().removeVolume(volume, turn(), locator, soon());
        world.host().removeFolder(storage, turn(), path, soon());
        assertThat(there()).isEmpty();
    }

    @Test
    void oneThatAnotherStorageHasByNowStays() {
        long _ = world.host().ensureFolder(storage, turn(), path, soon());
        UUID next = UUID.randomUUID();
        long _ = world.host().ensureFolder(next, turn(), path, soon());

        world.host().removeFolder(storage, turn(), path, soon());

        assertThat(there()).isEqualTo("volumes");
        world.host().removeFolder(next, turn(), path, soon());
        assertThat(there()).isEmpty();
    }

    @Test
    void aVolumeIsNotMadeBesideAFileSystemThatIsNotMounted() {
        long _ = world.host().ensureFolder(storage, turn(), path, soon());
        world.shell("rmdir " + path + "/volumes");
        UUID volume = UUID.randomUUID();
        String locator = path + "/volumes/" + volume + ".qcow2";

        fails(
                HostFailureKind.REFUSED,
                "STORAGE_MISSING",
                () -> world.host().ensureEmptyVolume(volume, turn(), locator, BYTES, soon()));

        assertThat(there()).isEmpty();
        world.host().removeFolder(storage, turn(), path, soon());
    }
}
