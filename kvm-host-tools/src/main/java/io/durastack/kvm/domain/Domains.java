package io.durastack.kvm.domain;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.connection.Waiting;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.script.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The verbs on domains of one host. A start is fenced by the host's start hook, everything else by
 * a script that checks and records the turn under the lock that the hook takes.
 */
public final class Domains {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PRESS_AGAIN = Duration.ofSeconds(10);

    private final DomainLookup lookup;
    private final Scripts scripts;
    private final Function<String, Acceleration> acceleration;
    private final String consoles;

    /**
     * The verbs for one host.
     *
     * @param acceleration how the host runs guests with this CPU model
     * @param consoles folder on the host that keeps the console logs
     */
    public Domains(
            HostConnection connection,
            Scripts scripts,
            Function<String, Acceleration> acceleration,
            String consoles) {
        this.lookup = new DomainLookup(connection);
        this.scripts = scripts;
        this.acceleration = acceleration;
        this.consoles = consoles;
    }

    /**
     * Afterwards the domain runs as specified. Where it runs already it is left alone and the turn
     * recorded. A crash in between leaves a running domain with our stamp, which the same call
     * finds, or none.
     *
     * @throws HostException CONFLICT: it runs with another specification, or a foreign domain has
     *     its id or name; STALE; BUSY
     */
    public DomainSeen ensure(DomainSpec spec, long turn, Deadline deadline) {
        DomainSeen there = lookup.find(spec.id(), deadline);
        if (there == null) {
            there = start(spec, turn, deadline);
        } else {
            adopt(there, spec, turn, deadline);
        }
        return untilRunning(there, spec, deadline);
    }

    private DomainSeen start(DomainSpec spec, long turn, Deadline deadline) {
        DomainStamp stamp =
                new DomainStamp(spec.id(), turn, UUID.randomUUID().toString(), spec.digest());
        String xml =
                DomainXmlWriter.write(
                        spec,
                        stamp,
                        acceleration.apply(spec.hardware().cpuModel()),
                        consoles + "/" + spec.id() + ".log");
        try {
            lookup.create(spec.id(), xml, deadline);
            return new DomainSeen(
                    spec.id(),
                    spec.domainName(),
                    DomainPower.RUNNING,
                    spec.cpus(),
                    spec.memoryBytes(),
                    spec.disks().stream().map(DomainDisk::path).toList(),
                    spec.nics(),
                    stamp);
        } catch (HostException failure) {
            if (!mayExist(failure)) {
                throw failure;
            }
            // Another attempt of ours was faster, or somebody else's domain has the name.
            DomainSeen there = lookup.find(spec.id(), deadline);
            if (there == null) {
                throw nameTaken(failure) ? taken(spec, failure) : failure;
            }
            adopt(there, spec, turn, deadline);
            return there;
        }
    }

    private static boolean mayExist(HostException failure) {
        return failure.kind() == HostFailureKind.CONFLICT
                || failure.code().equals("LIBVIRT_REFUSED")
                || failure.code().equals("QEMU_ENDED");
    }

    private static boolean nameTaken(HostException failure) {
        return failure.detail().contains("already exists with uuid");
    }

    private static HostException taken(DomainSpec spec, HostException cause) {
        return new HostException(
                HostFailureKind.CONFLICT,
                "NAME_TAKEN",
                "a foreign domain is called " + spec.domainName(),
                cause);
    }

    /** Accepts a domain that is there already, if it is what was asked for. */
    private void adopt(DomainSeen there, DomainSpec spec, long turn, Deadline deadline) {
        DomainStamp stamp = stampOf(there);
        if (stamp.turn() > turn) {
            throw new HostException(
                    HostFailureKind.STALE,
                    "STALE_TURN",
                    "turn " + turn + " comes after turn " + stamp.turn());
        }
        // Recorded before anything is answered: a stop of an older turn must not end this run.
        String incarnation = record("record", spec.id(), turn, deadline, null);
        if (!stamp.spec().equals(spec.digest())) {
            throw new HostException(
                    HostFailureKind.CONFLICT,
                    "SPEC_CONFLICT",
                    "domain " + spec.id() + " runs with another specification");
        }
        if (!stamp.incarnation().equals(incarnation)) {
            throw new HostException(
                    HostFailureKind.BUSY, "DOMAIN_BUSY", "domain " + spec.id() + " has just ended");
        }
    }

    private static DomainStamp stampOf(DomainSeen there) {
        DomainStamp stamp = there.stamp();
        if (stamp == null || !stamp.vm().equals(there.uuid())) {
            throw new HostException(
                    HostFailureKind.CONFLICT,
                    "FOREIGN_DOMAIN",
                    "domain " + there.uuid() + " is not ours");
        }
        return stamp;
    }

    /** Another attempt may have it half started; what is reported as running does run. */
    private DomainSeen untilRunning(DomainSeen first, DomainSpec spec, Deadline deadline) {
        if (first.power() != DomainPower.UNKNOWN) {
            return first;
        }
        DomainSeen[] last = {first};
        boolean settled =
                Waiting.until(
                        () -> {
                            DomainSeen now = lookup.find(spec.id(), deadline);
                            last[0] = now == null ? off(spec.id()) : now;
                            return last[0].power() != DomainPower.UNKNOWN;
                        },
                        POLL,
                        deadline);
        if (!settled || last[0].power() == DomainPower.OFF) {
            throw new HostException(
                    HostFailureKind.BUSY,
                    "DOMAIN_BUSY",
                    "domain " + spec.id() + " is neither running nor gone");
        }
        return last[0];
    }

    /**
     * Afterwards the domain does not run: it had its grace to shut down by itself and was forced
     * after it. Where it did not run, only the turn is recorded. Only the run that is found at the
     * beginning is ended: a later start by a higher turn survives.
     *
     * @param grace zero to force at once
     * @param alive called while it waits
     * @throws HostException CONFLICT: the domain is foreign; STALE; BUSY
     */
    public void stop(UUID id, long turn, Duration grace, Deadline deadline, Runnable alive) {
        stopRun(id, turn, grace, null, deadline, alive);
    }

    private void stopRun(
            UUID id,
            long turn,
            Duration grace,
            @Nullable String wanted,
            Deadline deadline,
            Runnable alive) {
        String running = wanted;
        if (!grace.isZero()) {
            running = record("shutdown", id, turn, deadline, wanted);
            if (running.isEmpty() || (wanted != null && !wanted.equals(running))) {
                return;
            }
            if (shutsDown(id, turn, running, grace, deadline, alive)) {
                return;
            }
        }
        record("destroy", id, turn, deadline, running);
    }

    /** A guest that was still booting has missed the button, so it is pressed now and then. */
    private boolean shutsDown(
            UUID id,
            long turn,
            String incarnation,
            Duration grace,
            Deadline deadline,
            Runnable alive) {
        Deadline end = Deadline.after(grace);
        Deadline[] press = {Deadline.after(PRESS_AGAIN)};
        return Waiting.until(
                () -> {
                    alive.run();
                    if (press[0].passed() && !end.passed()) {
                        press[0] = Deadline.after(PRESS_AGAIN);
                        record("shutdown", id, turn, deadline, incarnation);
                    }
                    DomainSeen now = lookup.find(id, deadline);
                    return now == null || !incarnation.equals(stampOf(now).incarnation());
                },
                POLL,
                end);
    }

    /**
     * Afterwards another run of the guest than the seen one goes on, with the same specification.
     * Cut in between, the domain does not run, and the same call starts it.
     *
     * @param seenIncarnation the run that shall end
     */
    public DomainSeen reboot(
            DomainSpec spec,
            long turn,
            String seenIncarnation,
            Duration grace,
            Deadline deadline,
            Runnable alive) {
        DomainSeen there = lookup.find(spec.id(), deadline);
        if (there != null && stampOf(there).incarnation().equals(seenIncarnation)) {
            if (!stampOf(there).spec().equals(spec.digest())) {
                throw new HostException(
                        HostFailureKind.CONFLICT,
                        "SPEC_CONFLICT",
                        "domain " + spec.id() + " runs with another specification");
            }
            stopRun(spec.id(), turn, grace, seenIncarnation, deadline, alive);
        }
        return ensure(spec, turn, deadline);
    }

    /** Afterwards the domain does not run, and nothing of it is left but the record of its turn. */
    public void remove(UUID id, long turn, Deadline deadline) {
        scripts.run("domain", deadline, "remove", id, turn);
    }

    /** What is there, with power OFF and without a stamp where nothing is. */
    public DomainSeen state(UUID id, Deadline deadline) {
        DomainSeen there = lookup.find(id, deadline);
        return there == null ? off(id) : there;
    }

    private static DomainSeen off(UUID id) {
        return new DomainSeen(
                id, DomainSpec.nameOf(id), DomainPower.OFF, 0, 0, List.of(), List.of(), null);
    }

    /** All domains of the host, the foreign ones too. */
    public List<DomainSeen> list(Deadline deadline) {
        return lookup.all(deadline);
    }

    /**
     * The end of what the serial console said, over all runs of the guest.
     *
     * @param bytes how much of it
     */
    public String consoleLog(UUID id, int bytes, Deadline deadline) {
        return scripts.run("domain", deadline, "console", id, bytes);
    }

    /** Runs a verb of the domain script and gives the incarnation that it found; empty for none. */
    private String record(
            String verb, UUID id, long turn, Deadline deadline, @Nullable String wanted) {
        String answer =
                wanted == null
                        ? scripts.run("domain", deadline, verb, id, turn)
                        : scripts.run("domain", deadline, verb, id, turn, wanted);
        return answer.lines()
                .filter(line -> line.startsWith("incarnation"))
                .map(line -> line.substring("incarnation".length()).strip())
                .findFirst()
                .orElse("");
    }
}
