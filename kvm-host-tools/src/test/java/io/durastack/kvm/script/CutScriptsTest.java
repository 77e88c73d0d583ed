package io.durastack.kvm.script;

import static io.durastack.kvm.lab.LabWorld.soon;
import static io.durastack.kvm.lab.LabWorld.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.lab.LabWorld;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kills each script after its k-th command, for each k, and then wants the same verb to complete
 * and the removing verb to leave nothing.
 */
class CutScriptsTest {

    /**
     * Runs on the host. The scripts are POSIX; run by bash, a trap counts their commands and kills
     * them. What they had started goes on, as it would.
     */
    private static final String HARNESS =
            """
            set -u
            cd "$FOLDER"
            cat > /run/cut <<'CUT'
            set -o functrace
            DURA_N=0
            trap 'DURA_N=$((DURA_N + 1)); [ "$DURA_N" -le "$DURA_CUT" ] || kill -9 $$' DEBUG
            CUT
            cut() { at=$1; shift; BASH_ENV=/run/cut DURA_CUT=$at bash "$@" <"$INPUT" >/dev/null 2>/run/cut.err; }
            whole() { "./$@" <"$INPUT" >/run/whole.out 2>/run/whole.err || { echo "after cut $k: $* failed: $(cat /run/whole.err)"; exit 1; }; }
            left() { find "$ROOT/volumes" "$ROOT/tmp" "$ROOT/consoles" "$ROOT/records" -type f ! -name '*.turn' ! -name '*.turn.new'; find "$ROOT/volumes" -name "*$ID*"; }
            before=$(left)
            k=0
            while :; do
              k=$((k + 1))
              cut $k $VERB && done=yes || done=
              whole $VERB
              eval "$CHECK" || { echo "after cut $k: not there"; exit 1; }
              cut $((k % ${UNDO_CUTS:-30} + 1)) $UNDO
              [ -z "${AGAIN:-}" ] || { whole $VERB; eval "$CHECK" || { echo "after cut $k of undoing: not there"; exit 1; }; }
              whole $UNDO
              whole $UNDO
              [ "$(left)" = "$before" ] || { echo "after cut $k, left: $(left)"; exit 1; }
              [ -z "$done" ] || break
              [ $k -lt 400 ] || { echo "no end"; exit 1; }
            done
            echo "cuts $k"
            """;

    private final LabWorld world = LabWorld.installed(0);

    @AfterEach
    void close() {
        world.close();
    }

    private void assertSurvivesCuts(
            String id, String input, String verb, String check, String undo, int atLeast) {
        String root = world.host().root();
        String settings =
                "FOLDER="
                        + ScriptBundle.folder()
                        + "\nROOT="
                        + root
                        + "\nID="
                        + id
                        + "\nINPUT="
                        + input
                        + "\nVERB='"
                        + verb
                        + "'\nCHECK='"
                        + check
                        + "'\nUNDO='"
                        + undo
                        + "'\nAGAIN=yes\n";
        CommandResult result =
                world.lab()
                        .asRoot(world.connections())
                        .run(
                                Command.of(List.of("bash", "-c", settings + HARNESS)),
                                Duration.ofMinutes(5));
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.output()).startsWith("cuts ");
        assertThat(Integer.parseInt(result.output().strip().substring(5)))
                .isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void aRootVolumeIsMadeAndRemovedWhereverTheScriptIsCut() {
        world.ensureImage();
        UUID id = UUID.randomUUID();
        String locator = world.host().newLocator(id, "qcow2");
        String words = id + " " + turn() + " " + locator;
        assertSurvivesCuts(
                id.toString(),
                "/dev/null",
                "durastack-volume ensure-root "
                        + words
                        + " "
                        + LabWorld.VOLUME_BYTES
                        + " "
                        + world.lab().lab().guestImageSha256(),
                "qemu-img check -q " + locator + " && [ ! -e " + locator + ".new ]",
                "durastack-volume remove " + words,
                20);
    }

    @Test
    void aSeedIsMadeAndRemovedWhereverTheScriptIsCut() {
        UUID id = UUID.randomUUID();
        String locator = world.host().newLocator(id, "iso");
        String words = id + " " + turn() + " " + locator;
        world.shell("printf 'meta-data %s\\nuser-data %s\\n' aGVsbG8= d29ybGQ= > /run/seed.input");
        assertSurvivesCuts(
                id.toString(),
                "/run/seed.input",
                "durastack-volume ensure-seed " + words,
                "grep -q CD001 " + locator + " && [ ! -e " + locator + ".files ]",
                "durastack-volume remove " + words,
                20);
    }

    @Test
    void aFolderIsMadeAndRemovedWhereverTheScriptIsCut() {
        UUID id = UUID.randomUUID();
        String path = world.host().root() + "/tmp/cut";
        world.shell("mkdir -p " + path);
        String words = id + " " + turn() + " " + path;
        assertSurvivesCuts(
                id.toString(),
                "/dev/null",
                "durastack-volume ensure-folder " + words,
                "[ -d " + path + "/volumes ]",
                "durastack-volume remove-folder " + words,
                20);
        assertThat(world.shell("ls -A " + path)).isBlank();
        world.shell("rmdir " + path);
    }

    @Test
    void anImageIsFilledAndRemovedWhereverTheScriptIsCut() {
        world.shell(
                "cd /run && qemu-img create -q -f qcow2 small.qcow2 1M && sha256sum small.qcow2"
                        + " | cut -d' ' -f1 > small.sum");
        String sum = world.shell("cat /run/small.sum").strip();
        String cached = world.host().root() + "/cache/" + sum;
        String turn = " " + UUID.randomUUID() + " " + turn();
        assertSurvivesCuts(
                sum,
                "/run/small.qcow2",
                "durastack-image fill " + sum + " -" + turn,
                "sha256sum < " + cached + " | grep -q " + sum,
                "durastack-image remove " + sum + turn,
                20);
    }

    @Test
    void bridgesAreAppliedAndClearedWhereverTheScriptIsCut() {
        world.shell(
                "ip link delete cutlan 2>/dev/null; ip link add cutlan type dummy 2>/dev/null"
                        + " || ip link add cutlan type bridge;"
                        + " printf 'bridge ducut1 - -\\nbridge ducut2 - -\\n' > /run/bridges.input");
        assertSurvivesCuts(
                "none",
                "/run/bridges.input",
                "durastack-network apply " + turn(),
                "[ -d /sys/class/net/ducut1/bridge ] && [ -d /sys/class/net/ducut2/bridge ]",
                "durastack-network clear",
                20);
        assertThat(world.shell("ls /sys/class/net")).doesNotContain("ducut").contains("cutlan");
        world.shell("ip link delete cutlan");
    }

    @Test
    void aDomainIsRemovedWhereverTheScriptIsCut() {
        UUID vm = UUID.randomUUID();
        int cut = 1;
        for (boolean finished = false; !finished; cut += 3) {
            world.host().ensureDomain(world.bareDomain(vm), turn(), soon());
            CommandResult result =
                    world.lab()
                            .asRoot(world.connections())
                            .run(
                                    Command.of(
                                            List.of(
                                                    "bash",
                                                    "-c",
                                                    cutOnce(cut, "remove " + vm + " " + turn()))),
                                    Duration.ofMinutes(1));
            finished = result.exit() == 0;
            world.host().removeDomain(vm, turn(), soon());
            assertThat(world.host().listDomains(soon())).noneMatch(seen -> seen.uuid().equals(vm));
            assertThat(world.host().listFiles(soon()))
                    .noneMatch(file -> file.path().contains(vm.toString()));
        }
        assertThat(cut).isGreaterThan(20);
    }

    private static String cutOnce(int cut, String words) {
        return """
        cat > /run/cut <<'CUT'
        set -o functrace
        DURA_N=0
        trap 'DURA_N=$((DURA_N + 1)); [ "$DURA_N" -le "$DURA_CUT" ] || kill -9 $$' DEBUG
        CUT
        """
                + "BASH_ENV=/run/cut DURA_CUT="
                + cut
                + " bash "
                + ScriptBundle.folder()
                + "/durastack-domain "
                + words
                + "; code=$?; exit $code";
    }
}
