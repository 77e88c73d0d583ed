package io.durastack.proof.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page shows code that exists, so its snippets are looked for in the sources. */
class AddingAnOperationPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs").resolve("adding-an-operation.md");

    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void each_snippet_stands_in_a_source_file_as_it_is() throws IOException {
        List<String> snippets =
                SNIPPET.matcher(Files.readString(PAGE)).results().map(it -> it.group(1)).toList();
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(10);

        List<String> sources = sources();
        assertThat(snippets)
                .filteredOn(
                        snippet -> sources.stream().noneMatch(source -> stands(snippet, source)))
                .as("snippets that are in no file")
                .isEmpty();
    }

    /** In one piece, but for what the page leaves out; where lines break does not matter. */
    private static boolean stands(String snippet, String source) {
        String pattern =
                Arrays.stream(flat(snippet).split("…"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*?"));
        return Pattern.compile(pattern).matcher(source).find();
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules =
                Files.newDirectoryStream(ROOT, it -> Files.isDirectory(it.resolve("src")))) {
            for (Path module : modules) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(AddingAnOperationPageTest::read)
                            .map(AddingAnOperationPageTest::flat)
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** White space is told from none only between two words. */
    private static String flat(String code) {
        return code.strip().replaceAll("\\s+", " ").replaceAll(" ?([^\\w ]) ?", "$1");
    }
}
