package io.durastack.api.audit;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * What an audit found.
 *
 * @param differences those that count first
 * @param notes what was not looked at, and why
 * @param notAnswered hosts that say nothing; nothing is told of them
 */
public record AuditReport(
        OffsetDateTime began,
        AuditSummary summary,
        List<Difference> differences,
        List<String> notes,
        List<NotAnswered> notAnswered) {

    public AuditReport {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
        notAnswered = List.copyOf(notAnswered);
    }

    /**
     * In figures, whatever part of the differences is shown.
     *
     * @param differences that should not be; 0 when inventory and hosts agree
     * @param inFlight things that operations hold
     * @param owed things that debts will take away
     * @param foreign domains and files that are not ours: left alone, and told no more of
     * @param notShown differences beyond the limit
     */
    public record AuditSummary(
            int hosts,
            int domains,
            int volumes,
            int bridges,
            long differences,
            long inFlight,
            long owed,
            int foreign,
            long notShown) {}

    /** A host that was not seen. */
    public record NotAnswered(UUID host, String name) {}

    /** Those that should not be. */
    public List<Difference> wrong() {
        return differences.stream().filter(it -> it.probably().counts()).toList();
    }

    /** The same with so many differences at most. */
    AuditReport limited(int most) {
        int shown = Math.min(most, differences.size());
        return new AuditReport(
                began,
                new AuditSummary(
                        summary.hosts,
                        summary.domains,
                        summary.volumes,
                        summary.bridges,
                        summary.differences,
                        summary.inFlight,
                        summary.owed,
                        summary.foreign,
                        differences.size() - shown),
                differences.subList(0, shown),
                notes,
                notAnswered);
    }
}
