package io.durastack.standalone;

import io.durastack.standalone.command.AuditCommand;
import io.durastack.standalone.command.BackupCommand;
import io.durastack.standalone.command.ChaosCommand;
import io.durastack.standalone.command.CrashCommand;
import io.durastack.standalone.command.DemoCommand;
import io.durastack.standalone.command.DownCommand;
import io.durastack.standalone.command.LabCommand;
import io.durastack.standalone.command.LogsCommand;
import io.durastack.standalone.command.RestoreCommand;
import io.durastack.standalone.command.StatusCommand;
import io.durastack.standalone.command.StressCommand;
import io.durastack.standalone.command.SuperviseCommand;
import io.durastack.standalone.command.ToolsCommand;
import io.durastack.standalone.command.UpCommand;
import io.durastack.standalone.command.WhyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./dura} runs. */
@Command(
        name = "dura",
        description = "Durastack on this machine.",
        mixinStandardHelpOptions = true,
        version = "Durastack 0.1.0",
        footerHeading = "%nOf the script, for who works on Durastack:%n",
        footer = {
            "  test     Run all tests; --no-install leaves those on real hosts out.",
            "  prove    Prove an operation, or all: each step fails in every way.",
            "  mutate   Break the product on purpose: the proofs have to notice."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            AuditCommand.class,
            StressCommand.class,
            CrashCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ChaosCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            WhyCommand.class,
            LabCommand.class,
            ToolsCommand.class,
            SuperviseCommand.class
        })
public final class Dura {

    /**
     * Runs one command; ends with 0, with 1 after an error that is ours, with 2 after one of usage.
     */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/durastack/standalone/dura-logback.xml");
        CommandLine line = new CommandLine(new Dura());
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (thrown instanceof UserError error) {
                System.err.println("✗ " + error.getMessage());
            } else {
                thrown.printStackTrace();
            }
            return 1;
        });
        System.exit(line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }
}
