package io.durastack.kvm.domain;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.connection.SessionCheck;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.script.ScriptFailures;
import io.durastack.kvm.script.Scripts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Proves, on each new connection, that the host refuses a stale start. A hook that was deleted or
 * cannot be run fails open and silently, so that it is there is never assumed.
 */
public final class FenceProof implements SessionCheck {

    private static final UUID PROBE =
            UUID.nameUUIDFromBytes("durastack fence".getBytes(StandardCharsets.UTF_8));

    private static final int TRIES = 5;

    private static final DomainSpec SPEC =
            new DomainSpec(
                    PROBE,
                    1,
                    16 << 20,
                    new DomainHardware("q35", "host-passthrough", "bios", "virtio", "virtio"),
                    List.of(),
                    List.of());

    @Override
    public void pass(LibvirtAsker libvirt, Function<Command, CommandResult> commands) {
        Command record = Scripts.command("domain", "record", PROBE, 2);
        ScriptFailures.check("record", commands.apply(record));
        String xml =
                DomainXmlWriter.write(
                        SPEC,
                        new DomainStamp(PROBE, 1, "probe", SPEC.digest()),
                        Acceleration.TCG,
                        "/dev/null");
        HostException last = refusal(libvirt, xml);
        for (int tries = 1; tries < TRIES && last.kind() == HostFailureKind.BUSY; tries++) {
            // Another process proves the same at this moment and holds the lock.
            last = refusal(libvirt, xml);
        }
        if (last.kind() != HostFailureKind.STALE) {
            throw last;
        }
    }

    private static HostException refusal(LibvirtAsker libvirt, String xml) {
        try {
            libvirt.ask(
                    "stale start that must be refused",
                    connect -> DomainLookup.createThatMustFail(connect, xml));
        } catch (HostException failure) {
            return failure;
        }
        throw new IllegalStateException("a start that must fail has neither failed nor thrown");
    }
}
