package dev.trackside.processor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of a compilation: findings, generated sources and resources, classes that can be loaded.
 *
 * @since 0.1
 */
public final class Compiled {

    private final List<SourceText> sources;
    private final boolean success;
    private final List<Finding> findings;
    private final Map<String, byte[]> files;
    private final String output;
    private @Nullable ClassLoader loader;

    Compiled(
            List<SourceText> sources,
            boolean success,
            List<Finding> findings,
            Map<String, byte[]> files,
            String output) {
        this.sources = sources;
        this.success = success;
        this.findings = List.copyOf(findings);
        this.files = files;
        this.output = output;
    }

    /**
     * All errors and warnings.
     *
     * @return in the order in which the compiler reported them
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Compares the findings with the marker comments in the sources: no more, no fewer, each with its severity, id, line and column.
     *
     * <p>A marker is {@code // ERROR the-id at 'text'} or {@code // WARNING the-id at 'text'}; the column is where that text first stands in
     * the code of the line. Several may follow one another.
     *
     * @return this
     * @throws AssertionError if they differ
     */
    public Compiled reportsExactlyTheMarkedFindings() {
        String expected = sources.stream()
                .flatMap(source -> Markers.keys(source).stream())
                .sorted()
                .collect(Collectors.joining("\n"));
        String actual = findings.stream().map(Finding::key).sorted().collect(Collectors.joining("\n"));
        assertThat(actual).as("what the compiler reported:\n%s", report()).isEqualTo(expected);
        return this;
    }

    /**
     * Says that nothing was reported.
     *
     * @return this
     * @throws AssertionError if there is an error or warning
     */
    public Compiled compilesCleanly() {
        if (!success || !findings.isEmpty()) {
            fail("expected a clean compilation, but the compiler reported:\n%s%s", report(), sourcesAndGenerated());
        }
        return this;
    }

    /**
     * Looks for a finding by its id.
     *
     * @param id the id
     * @return the only finding with this id
     * @throws AssertionError if there is none, or more than one
     */
    public Finding finding(String id) {
        List<Finding> found =
                findings.stream().filter(finding -> finding.id().equals(id)).toList();
        assertThat(found).as("findings %s in\n%s", id, report()).hasSize(1);
        return found.get(0);
    }

    /**
     * A generated source.
     *
     * @param className its qualified name, e.g. {@code p.A_Table}
     * @return its text
     * @throws AssertionError if it was not generated
     */
    public GeneratedText generates(String className) {
        return resource(className.replace('.', '/') + ".java");
    }

    /**
     * Says that a source was not generated.
     *
     * @param className its qualified name
     * @return this
     * @throws AssertionError if it was generated
     */
    public Compiled doesNotGenerate(String className) {
        assertThat(files.keySet()).doesNotContain(className.replace('.', '/') + ".java");
        return this;
    }

    /**
     * A generated source or resource.
     *
     * @param path its path, e.g. {@code META-INF/services/p.Service}
     * @return its text
     * @throws AssertionError if it was not generated
     */
    public GeneratedText resource(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            fail(
                    "%s was not generated, only %s; the compiler reported:\n%s",
                    path, generated().keySet(), report());
        }
        return new GeneratedText(path, new String(Objects.requireNonNull(content), StandardCharsets.UTF_8));
    }

    /**
     * All generated sources and resources, by path.
     *
     * @return a map in a stable order
     */
    public Map<String, String> generated() {
        Map<String, String> generated = new TreeMap<>();
        files.forEach((path, content) -> {
            if (!path.endsWith(".class")) {
                generated.put(path, new String(content, StandardCharsets.UTF_8));
            }
        });
        return generated;
    }

    /**
     * Loads a class; all classes of this compilation are loaded by one loader, below that of the test.
     *
     * @param name its binary name
     * @return the class
     * @throws AssertionError if it was not compiled
     */
    public Class<?> load(String name) {
        try {
            return Class.forName(name, true, loader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(name + " was not compiled; the compiler reported:\n" + report(), missing);
        }
    }

    /**
     * Writes all classes and resources to a folder, to compile others against them.
     *
     * @param folder an existing folder
     * @return this
     * @throws UncheckedIOException if it cannot be written
     */
    public Compiled writeTo(Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.write(path, file.getValue());
            }
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private ClassLoader loader() {
        if (loader == null) {
            loader = new MemoryClassLoader(files, Thread.currentThread().getContextClassLoader());
        }
        return loader;
    }

    private String report() {
        String all = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        return (all.isEmpty() ? "nothing" : all) + (output.isEmpty() ? "" : "\n" + output);
    }

    private String sourcesAndGenerated() {
        return generated().entrySet().stream()
                .filter(entry -> findings.stream().anyMatch(one -> one.file().equals(entry.getKey())))
                .map(entry -> "\n--- " + entry.getKey() + "\n" + entry.getValue())
                .collect(Collectors.joining());
    }
}
