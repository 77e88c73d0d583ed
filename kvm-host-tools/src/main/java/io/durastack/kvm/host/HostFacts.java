package io.durastack.kvm.host;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.domain.Acceleration;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.script.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks a host about itself. */
public final class HostFacts {

    /** A probe guest has ten seconds; a processor without virtualization needs no probe. */
    private static final Duration PROBE_TIME = Duration.ofSeconds(25);

    private final HostConnection connection;
    private final Scripts scripts;
    private final Map<String, Acceleration> known = new ConcurrentHashMap<>();

    public HostFacts(HostConnection connection, Scripts scripts) {
        this.connection = connection;
        this.scripts = scripts;
    }

    /**
     * What the host has. It goes through libvirt and the scripts, so an answer says that both work
     * and that the start hook was seen to refuse a stale start.
     *
     * @param cpuModel the CPU model that guests will have, to try acceleration with
     */
    public HostDescription describe(String cpuModel, Deadline deadline) {
        long libvirt =
                connection.libvirt(
                        null, "version", deadline.remaining(), connect -> connect.getLibVersion());
        Map<String, String> values =
                scripts.run("host", deadline, "describe")
                        .lines()
                        .map(line -> line.split("=", 2))
                        .filter(parts -> parts.length == 2)
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        String accelerated = accelerate(cpuModel, deadline);
        return new HostDescription(
                value(values, "hostName"),
                versionText(libvirt),
                value(values, "qemu"),
                Integer.parseInt(value(values, "cpus")),
                value(values, "cpuModel"),
                Long.parseLong(value(values, "memory")),
                Long.parseLong(value(values, "storageTotal")),
                Long.parseLong(value(values, "storageFree")),
                accelerationOf(accelerated),
                accelerated.substring(accelerated.indexOf(' ') + 1));
    }

    /** How the host runs guests with this CPU model; asked once and remembered. */
    public Acceleration acceleration(String cpuModel) {
        // Not computeIfAbsent: nobody shall wait for another's question to a host that hangs.
        Acceleration before = known.get(cpuModel);
        if (before != null) {
            return before;
        }
        Acceleration now = accelerationOf(accelerate(cpuModel, Deadline.after(PROBE_TIME)));
        known.put(cpuModel, now);
        return now;
    }

    private String accelerate(String cpuModel, Deadline deadline) {
        return scripts.run("host", deadline, "accelerate", cpuModel).strip();
    }

    private static Acceleration accelerationOf(String answer) {
        return answer.startsWith("kvm ") ? Acceleration.KVM : Acceleration.TCG;
    }

    /** All files in our folder on the host. */
    public List<HostFile> files(Deadline deadline) {
        return scripts.run("host", deadline, "files")
                .lines()
                .map(line -> line.split(" ", 3))
                .map(parts ->
                        new HostFile(
                                parts[2],
                                Long.parseLong(parts[0]),
                                Instant.ofEpochSecond((long) Double.parseDouble(parts[1]))))
                .toList();
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new HostException(
                    HostFailureKind.BUG, "SCRIPT_ANSWER", "the host said nothing of its " + name);
        }
        return value;
    }

    /** libvirt writes 9.0.0 as 9000000. */
    private static String versionText(long number) {
        return number / 1_000_000 + "." + number / 1_000 % 1_000 + "." + number % 1_000;
    }
}
