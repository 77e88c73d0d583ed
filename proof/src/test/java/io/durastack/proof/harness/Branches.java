package io.durastack.proof.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jacoco.agent.rt.RT;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * Which branches of the workflows no proof has taken, by what the coverage agent saw in this JVM.
 */
final class Branches {

    private Branches() {}

    /** Places with a branch that was never taken; empty where the agent is not there. */
    static Optional<List<String>> neverTaken(Stream<Class<?>> classes) {
        try {
            ExecFileLoader loader = new ExecFileLoader();
            loader.load(new ByteArrayInputStream(RT.getAgent().getExecutionData(false)));
            return Optional.of(missed(loader.getExecutionDataStore(), classes));
        } catch (IllegalStateException notThere) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> missed(ExecutionDataStore seen, Stream<Class<?>> classes) {
        CoverageBuilder coverage = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(seen, coverage);
        classes.forEach(type -> analyze(analyzer, type));
        return coverage.getSourceFiles().stream()
                .flatMap(Branches::places)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static void analyze(Analyzer analyzer, Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            if (bytes != null) {
                int _ = analyzer.analyzeAll(bytes, file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> places(ISourceFileCoverage file) {
        return IntStream.rangeClosed(file.getFirstLine(), file.getLastLine())
                .filter(line -> {
                    ICounter branches = file.getLine(line).getBranchCounter();
                    ICounter instructions = file.getLine(line).getInstructionCounter();
                    boolean never =
                            instructions.getTotalCount() > 0 && instructions.getCoveredCount() == 0;
                    return never || branches.getMissedCount() > 0;
                })
                .mapToObj(line -> file.getName() + ":" + line);
    }
}
