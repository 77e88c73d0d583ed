package io.durastack.standalone.chaos;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code ./dura chaos} does on an installation that answers. */
public final class Chaos {

    /** Settings of an installation that shall get through a run in minutes. */
    public static final Map<String, String> SETTINGS = ChaosFaults.IMPATIENT;

    private static final String PREFIX = "chaos";

    private final Site site;
    private final Path folder;

    /**
     * Makes one.
     *
     * @param folder where a run that failed is written
     */
    public Chaos(Site site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    /** A run by dice. */
    public ChaosResult run(ChaosPlan plan) {
        return told(new ChaosRun(plan, site, PREFIX).run());
    }

    /** What a file says once more. */
    public ChaosResult replay(Path file) {
        Course course = Course.read(file);
        return told(new ChaosRun(course.plan(), site, prefix()).run(course));
    }

    /** Names of their own: what a run that failed has left does not get in the way. */
    private static String prefix() {
        return "c" + Long.toString(System.currentTimeMillis() / 100, 36);
    }

    private ChaosResult told(ChaosRun.Outcome outcome) {
        ChaosTable.print(outcome.result(), outcome.course().findings(), System.out);
        if (!outcome.result().passed()) {
            Path file = folder.resolve(name(outcome.course()) + ".json");
            outcome.course().write(file);
            int histories = write(outcome.course());
            System.out.printf(
                    "  seed %d; written: %s and %d histories%n  again:  ./dura chaos --replay %s [--shrink MINUTES]%n",
                    outcome.course().plan().seed(), file, histories, file);
        }
        return outcome.result();
    }

    private static String name(Course course) {
        return "seed-"
                + course.plan().seed()
                + "-"
                + Long.toString(System.currentTimeMillis() / 1000, 36);
    }

    private int write(Course course) {
        return new Histories(site.access().engine(), site.access().inventory())
                .write(course.findings(), folder.resolve(name(course) + "-histories"));
    }

    /** Looks for fewer actions and faults that still break the same, and writes them. */
    public ChaosResult shrink(Path file, int minutes) {
        Course course = Course.read(file);
        Course shorter = new Shrinking(course, minutes, this::fails).run();
        Path shrunk = file.resolveSibling(file.getFileName() + ".shrunk.json");
        shorter.write(shrunk);
        System.out.printf(
                "  %d actions and %d faults of %d and %d: %s%n",
                shorter.actions().size(),
                shorter.faults().size(),
                course.actions().size(),
                course.faults().size(),
                shrunk);
        return replay(shrunk);
    }

    /** Whether it breaks anything of the kinds that it is said to break. */
    private boolean fails(Course course) {
        Set<String> kinds =
                course.findings().stream().map(Findings.Finding::kind).collect(Collectors.toSet());
        ChaosRun.Outcome outcome = new ChaosRun(course.plan(), site, prefix()).run(course);
        boolean fails =
                outcome.course().findings().stream().anyMatch(it -> kinds.contains(it.kind()));
        site.out()
                .printf(
                        "  %d actions and %d faults: %s%n",
                        course.actions().size(),
                        course.faults().size(),
                        fails ? "still fails" : "passes");
        return fails;
    }
}
