package io.durastack.proof.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.api.problem.ProblemCode;
import io.durastack.workflows.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The type of a problem links to the heading of its code, so each code needs one. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    void each_problem_and_each_failure_has_a_heading_in_their_order() throws IOException {
        List<String> headings =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring("### ".length()))
                        .toList();

        List<String> problems = Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList();
        List<String> failures = Arrays.stream(FailureCode.values()).map(Enum::name).toList();
        assertThat(headings.subList(0, problems.size())).isEqualTo(problems);
        assertThat(headings.subList(problems.size(), headings.size())).isEqualTo(failures);
    }

    @Test
    void the_page_repeats_the_hint_of_each_code() throws IOException {
        String page = Files.readString(PAGE).replaceAll("\\s+", " ").replace('`', '\'');

        assertThat(ProblemCode.values()).allMatch(code -> page.contains(code.hint()));
        assertThat(FailureCode.values()).allMatch(code -> page.contains(code.hint()));
    }
}
