package io.durastack.standalone.audit;

import io.durastack.api.audit.AuditReport;
import io.durastack.api.audit.Difference;
import io.durastack.api.dispatch.WorldAsker;
import io.durastack.workflows.engine.EngineConnection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit of the API, asked of database and engine: for runs that are to know everything at once,
 * and whether or not an API server answers.
 */
public final class Audit {

    /**
     * What was found.
     *
     * @param differences one line each; empty when all is right
     * @param notes what was not looked at, and why
     */
    public record Findings(List<String> differences, List<String> notes) {
        public Findings {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    private final io.durastack.api.audit.Audit audit;

    public Audit(JdbcClient inventory, EngineConnection engine) {
        this.audit = new io.durastack.api.audit.Audit(inventory, new WorldAsker(engine.client()));
    }

    /**
     * Looks at everything. A host that does not answer is a difference here: all is to be known.
     */
    public Findings run() {
        AuditReport report = audit.run();
        List<String> differences =
                new ArrayList<>(report.wrong().stream().map(Difference::line).toList());
        report.notAnswered()
                .forEach(host -> differences.add("host " + host.name() + " does not answer"));
        return new Findings(differences, report.notes());
    }
}
