package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code of an example that a page shows: what stands between the lines {@code // docs: NAME} and {@code // docs: end}, moved to the left.
 *
 * @param texts the snippets
 */
record Snippets(List<String> texts) {

    private static final Pattern MARKED = Pattern.compile("(?ms)// docs: (?!end$).*?\\n(.*?)\\n *// docs: end$");

    /** All snippets in the sources of a folder. */
    static Snippets of(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
            for (Path source : sources) {
                Matcher marked = MARKED.matcher(Files.readString(source));
                while (marked.find()) {
                    texts.add(marked.group(1).stripIndent());
                }
            }
        }
        return new Snippets(List.copyOf(texts));
    }

    /** Says that a page shows all of them as they are. */
    void standIn(Path page) throws IOException {
        String text = Files.readString(page);
        assertThat(texts).hasSizeGreaterThan(2).allSatisfy(snippet -> assertThat(text)
                .contains("```java\n" + snippet + "\n```"));
    }
}
