package io.durastack.kvm.script;

import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script's exit code and last words mean. */
public final class ScriptFailures {

    /** How a script of ours says why it ended. */
    private static final Pattern WORD =
            Pattern.compile("^DURASTACK ([A-Z_]+) ([A-Z0-9_]+) (.*)$", Pattern.MULTILINE);

    private ScriptFailures() {}

    /** Does nothing after success, and throws what a failure means. */
    public static CommandResult check(String what, CommandResult result) {
        if (result.exit() == 0) {
            return result;
        }
        Matcher word = WORD.matcher(result.errors());
        if (word.find()) {
            throw new HostException(kindOf(word.group(1)), word.group(2), word.group(3));
        }
        String last = lastLine(result.errors());
        String text = what + " ended with " + result.exit() + ": " + last;
        if (result.errors().contains("No space left on device")) {
            throw new HostException(HostFailureKind.DISK_FULL, "DISK_FULL", text);
        }
        boolean notInstalled =
                result.exit() == 127
                        || last.contains("command not found")
                        || last.contains("a password is required")
                        || last.contains("not allowed to execute");
        throw new HostException(
                HostFailureKind.REFUSED,
                notInstalled ? "HOST_NOT_INSTALLED" : "SCRIPT_FAILED",
                text);
    }

    private static HostFailureKind kindOf(String name) {
        return Arrays.stream(HostFailureKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(HostFailureKind.BUG);
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }
}
