package io.durastack.standalone.command;

import io.durastack.standalone.engine.DevelopmentTemporal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** For {@code ./dura test}, whose tests run on the same engine as everything else. */
@Command(
        name = "tools",
        hidden = true,
        description = "Find or build the programs that are not built by Maven.")
public final class ToolsCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.out.println("Temporal: " + DevelopmentTemporal.binary());
        return 0;
    }
}
