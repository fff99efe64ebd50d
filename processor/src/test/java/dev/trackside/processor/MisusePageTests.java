package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.checks.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of misuses in {@code docs/diagnostics/misuse.md} names all diagnostics and nothing else, as does the list of the pages. */
class MisusePageTests {

    private static final Path FOLDER = Path.of("../docs/diagnostics");
    private static final Pattern LINK = Pattern.compile("\\[([\\w-]+)]\\(([\\w-]+)\\.md\\)");
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Set<String> ALL =
            Stream.of(Diagnostic.values()).map(Diagnostic::id).collect(Collectors.toCollection(TreeSet::new));

    private static Set<String> linked(String page) throws IOException {
        Set<String> ids = new TreeSet<>();
        Matcher link = LINK.matcher(Files.readString(FOLDER.resolve(page)));
        while (link.find()) {
            assertThat(link.group(1)).isEqualTo(link.group(2));
            ids.add(link.group(1));
        }
        return ids;
    }

    @Test
    void eachDiagnosticStandsForAMisuse() throws IOException {
        assertThat(linked("misuse.md")).isEqualTo(ALL);
    }

    @Test
    void eachDiagnosticIsListed() throws IOException {
        assertThat(linked("README.md")).containsAll(ALL);
    }

    @Test
    void noCaseIsLeftOut() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(Files.readString(FOLDER.resolve("misuse.md")));
        while (number.find()) {
            numbers.add(Integer.valueOf(number.group(1)));
        }
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 71).boxed().toList());
    }
}
