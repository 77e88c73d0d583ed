package io.durastack.proof.harness;

import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which cases are run. All of one operation, or of all, where that is asked for. Otherwise of each
 * proof of each scenario one case in ten, and at least one, chosen by the hash of the commit, so
 * that a week of commits runs them all; of what the change touches as many as there is time for;
 * and always the witnesses, so that each build takes every branch of every workflow.
 *
 * @param only the operations that were asked for, by the beginning of their name; {@code always}
 *     for what each build runs; null for a selection
 * @param commit whose hash chooses
 * @param touched resources whose packages the change is in, see {@link #touchedBy}
 */
record Selection(
        @org.jspecify.annotations.Nullable String only, String commit, Set<String> touched) {

    /** About six minutes of them. */
    private static final int MOST = 420;

    private static final int ONE_IN = 10;

    /** Asks for what each build runs, whatever its commit: it alone has to take every branch. */
    private static final String ALWAYS = "always";

    /** Stands for what no resource has for itself: it touches all operations. */
    static final String SHARED = "shared";

    private static final Set<String> RESOURCES =
            Scenarios.ALL.stream().map(Selection::resource).collect(Collectors.toSet());

    private static final Pattern PACKAGE = Pattern.compile(".*/io/durastack/[a-z]+/([a-z]+)/.*");

    /**
     * What operations run on, or are proven with. Not the steps on real hosts, nor what only the
     * command uses: the proofs do not run them.
     */
    private static final Pattern RUN_BY_ALL =
            Pattern.compile(
                    "(workflows|inventory|activities|simulator-activities|api-server|worker)"
                            + "/src/main/(?!java/io/durastack/activities/kvm/).*"
                            + "|proof/src/test/java/io/durastack/proof/(harness|operation|stack)/.*");

    /** Without one of these a branch would be taken by chance only. */
    static final Set<String> WITNESSES =
            Set.of(
                    "vm.create: as usual: the end",
                    "vm.create: two faults: RemoveDomain, silent for good",
                    "vm.create: two faults: RemoveDomain, fails for good",
                    "vm.create: cancel: FinishCreateVm, before",
                    "vm.create: cancel: PrepareVm, of one to be held",
                    "vm.create: held: PrepareVm, retry",
                    "vm.create: held: PrepareVm, rollback",
                    "vm.create: bug: PrepareVm, retry",
                    "vm.create: bug: PlaceVm, in the workflow",
                    "vm.create: taken over: PrepareVm",
                    "vm.create: taken over: FinishCreateVm",
                    "vm.create: taken over: BeginUnwinding",
                    "vm.create: taken over: RemoveDomain",
                    "vm.create: taken over: FinishCreateVmRolledBack",
                    "vm.create: silent: PrepareVm",
                    "vm.create: silent: PrepareVm, too late",
                    "vm.create: silent: PrepareVm, lost",
                    "l2-network.create: silent: EnsureNetwork, lost",
                    "l2-network.create: silent: EnsureNetwork, gone",
                    "vm.stop: taken over: FindVm",
                    "vm.stop: taken over: StopDomain",
                    "vm.stop: taken over: FinishStopVm",
                    "vm.stop: bug: FinishStopVm, cancelled late",
                    "vm.delete: silent: RemoveDomain",
                    "host.settle: silent: RemoveDomain, given up");

    /** One case, where it belongs. */
    record Chosen(Staging staging, Proof proof, Case body) {

        Scenario scenario() {
            return staging.scenario();
        }

        String name() {
            return scenario().name() + ": " + proof.name() + ": " + body.name();
        }
    }

    /**
     * As the command said: {@code dura.prove} is an operation, or {@code all}; {@code dura.commit}
     * the commit; {@code dura.touched} the files that were changed, with spaces between.
     */
    static Selection asTold() {
        String only = System.getProperty("dura.prove");
        return new Selection(
                "all".equals(only) ? "" : only,
                System.getProperty("dura.commit", ""),
                touchedBy(System.getProperty("dura.touched", "")));
    }

    /**
     * The resources whose packages these files are in; {@link #SHARED} too where one is of no
     * resource alone.
     *
     * @param files with white space between
     */
    static Set<String> touchedBy(String files) {
        return Arrays.stream(files.split("\\s+"))
                .flatMap(file -> touchOf(file).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> touchOf(String file) {
        Optional<String> resource =
                Optional.of(PACKAGE.matcher(file))
                        .filter(Matcher::matches)
                        .map(it -> it.group(1))
                        .filter(RESOURCES::contains);
        return resource.isPresent() || !RUN_BY_ALL.matcher(file).matches()
                ? resource
                : Optional.of(SHARED);
    }

    boolean everything() {
        return "".equals(only);
    }

    /** Whether it is large enough to take every branch. */
    boolean takesEveryBranch() {
        return only == null || everything() || ALWAYS.equals(only);
    }

    /** The cases that shall be run, in the order of the scenarios. */
    List<Chosen> of(List<Staging> stagings, List<Proof> proofs) {
        List<Chosen> all =
                stagings.stream()
                        .flatMap(staging ->
                                proofs.stream()
                                        .flatMap(proof ->
                                                proof.cases()
                                                        .apply(staging)
                                                        .map(body ->
                                                                new Chosen(staging, proof, body))))
                        .toList();
        if (ALWAYS.equals(only)) {
            return all.stream().filter(always(all)::contains).toList();
        }
        if (only != null) {
            return all.stream().filter(it -> it.scenario().name().startsWith(only)).toList();
        }
        Set<Chosen> chosen = always(all);
        chosen.addAll(aTenth(all));
        byHash(all.stream().filter(this::isTouched).filter(it -> !chosen.contains(it)))
                .limit(Math.max(0, MOST - chosen.size()))
                .forEach(chosen::add);
        return all.stream().filter(chosen::contains).toList();
    }

    /** The witnesses, and the only case of a proof. */
    private static Set<Chosen> always(List<Chosen> all) {
        return Stream.concat(
                        all.stream().filter(it -> WITNESSES.contains(it.name())),
                        byProof(all).filter(of -> of.size() == 1).flatMap(List::stream))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<Chosen> aTenth(List<Chosen> all) {
        return byProof(all)
                .flatMap(of -> byHash(of.stream()).limit((of.size() + ONE_IN - 1) / ONE_IN))
                .toList();
    }

    private static Stream<List<Chosen>> byProof(List<Chosen> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(it -> it.scenario().name() + "/" + it.proof().name()))
                .values()
                .stream();
    }

    private Stream<Chosen> byHash(Stream<Chosen> cases) {
        return cases.sorted(
                Comparator.comparingInt((Chosen it) -> (commit + it.name()).hashCode())
                        .thenComparing(Chosen::name));
    }

    private boolean isTouched(Chosen it) {
        return touched.contains(SHARED) || touched.contains(resource(it.scenario()));
    }

    /** As its packages are called: that of an l2-network is network. */
    private static String resource(Scenario scenario) {
        return scenario.kind().replaceAll("\\..*", "").replaceAll(".*-", "");
    }
}
