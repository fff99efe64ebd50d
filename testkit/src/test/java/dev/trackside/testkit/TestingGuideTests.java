package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is what is compiled and run here. */
class TestingGuideTests {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void eachPieceOfJavaIsInTheExampleThatIsRun() throws IOException {
        List<String> shown = JAVA.matcher(Files.readString(Path.of("../docs/testing.md")))
                .results()
                .map((MatchResult piece) -> piece.group(1))
                .toList();
        String example = example();

        assertThat(shown).hasSizeGreaterThan(1).allSatisfy(piece -> assertThat(example)
                .contains(piece));
    }

    @Test
    void theFirstPieceAboutFaultsIsRunToo() throws IOException {
        MatchResult piece = JAVA.matcher(Files.readString(Path.of("../docs/fault-kit.md")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(example()).contains(piece.group(1));
    }

    private static String example() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/com/example/stale"))) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
