package io.durastack.kvm.script;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls the scripts of one host, as the user that may run these and nothing else. */
public final class Scripts {

    /** The user that the setup makes. */
    public static final String USER = "durastack";

    /** What carries libvirt on the host, as that user runs it. */
    public static final List<String> LIBVIRT_HELPER =
            List.of("sudo", "-n", "virt-ssh-helper", "qemu:///system");

    private final HostConnection connection;

    public Scripts(HostConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs a verb of a script.
     *
     * @param script {@code domain}, {@code volume}, {@code image}, {@code network}, {@code host}
     * @return what it printed
     * @throws io.durastack.kvm.failure.HostException what its failure means
     */
    public String run(String script, Deadline deadline, Object... words) {
        return run(command(script, words), deadline);
    }

    /** The same, with a text to read. */
    public String runReading(String input, String script, Deadline deadline, Object... words) {
        return run(command(script, words).reading(input), deadline);
    }

    /** The same, with bytes to read and a listener to the lines that it prints. */
    public String runReading(
            InputStream input,
            Consumer<String> lines,
            String script,
            Deadline deadline,
            Object... words) {
        return run(new Command(command(script, words).words(), input, lines), deadline);
    }

    private String run(Command command, Deadline deadline) {
        CommandResult result = connection.run(command, deadline.remaining());
        return ScriptFailures.check(command.words().get(2), result).output();
    }

    /** The command line of a verb. */
    public static Command command(String script, Object... words) {
        List<String> all = new ArrayList<>();
        all.add("sudo");
        all.add("-n");
        all.add(ScriptBundle.folder() + "/durastack-" + script);
        for (Object word : words) {
            all.add(word.toString());
        }
        return Command.of(all);
    }
}
