package dev.trackside.processor.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A compilation to come: sources, options, class path and processors. Immutable; {@link #compile} can be called more than once. The compiler
 * is javac of the running JDK, in this process; nothing is written to disk.
 *
 * <p>Without other words the class path is that of the test, and the processors are those that javac would find on it.
 *
 * @since 0.1
 */
public final class Compiling {

    private final List<SourceText> sources;
    private final List<String> options;
    private final @Nullable List<Processor> processors;
    private final String classPath;

    private Compiling(
            List<SourceText> sources, List<String> options, @Nullable List<Processor> processors, String classPath) {
        this.sources = sources;
        this.options = options;
        this.processors = processors;
        this.classPath = classPath;
    }

    /**
     * Compiles sources.
     *
     * @param texts whole source files; the path of each follows from its package and its first public type, else its first type
     * @return the compilation, with the class path of the test
     */
    public static Compiling source(String... texts) {
        return new Compiling(
                Stream.of(texts).map(SourceText::new).toList(),
                List.of(),
                null,
                Objects.requireNonNullElse(System.getProperty("java.class.path"), ""));
    }

    /**
     * Compiles sources that stand beside a test class as resources.
     *
     * @param beside a class of the same package
     * @param names their file names
     * @return the compilation, with the class path of the test
     */
    public static Compiling resource(Class<?> beside, String... names) {
        return source(Stream.of(names).map(name -> textOf(beside, name)).toArray(String[]::new));
    }

    private static String textOf(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "there is no " + name + " in the package " + beside.getPackageName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Adds sources.
     *
     * @param texts whole source files
     * @return a compilation with these too, after the others
     */
    public Compiling and(String... texts) {
        List<SourceText> all = new ArrayList<>(sources);
        Stream.of(texts).map(SourceText::new).forEach(all::add);
        return new Compiling(List.copyOf(all), options, processors, classPath);
    }

    /**
     * Adds options of javac.
     *
     * @param more e.g. {@code -Xlint:all}, {@code -Werror}
     * @return a compilation with these too
     */
    public Compiling with(String... more) {
        return new Compiling(
                sources, Stream.concat(options.stream(), Arrays.stream(more)).toList(), processors, classPath);
    }

    /**
     * Replaces the class path.
     *
     * @param entries jars and folders
     * @return a compilation with this class path
     */
    public Compiling classPath(Path... entries) {
        return new Compiling(sources, options, processors, joined(entries));
    }

    /**
     * Sets the module path and leaves the class path empty.
     *
     * @param entries jars and folders
     * @return a compilation with this module path
     */
    public Compiling modulePath(Path... entries) {
        return new Compiling(sources, options, processors, "").with("--module-path", joined(entries));
    }

    private static String joined(Path... entries) {
        return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Replaces the processors.
     *
     * @param exactly the processors to run; none to run none. A processor has state, so such a compilation is compiled once
     * @return a compilation with these processors
     */
    public Compiling processedBy(Processor... exactly) {
        return new Compiling(sources, options, List.of(exactly), classPath);
    }

    /**
     * The same sources in reversed order, to see that nothing depends on it.
     *
     * @return a compilation with its sources reversed
     */
    public Compiling reversed() {
        List<SourceText> reversed = new ArrayList<>();
        sources.forEach(source -> reversed.add(0, source));
        return new Compiling(List.copyOf(reversed), options, processors, classPath);
    }

    /**
     * Compiles.
     *
     * @return what came of it
     */
    public Compiled compile() {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "tests that compile need a JDK, not a JRE");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter output = new StringWriter();
        try (JavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null);
                MemoryFiles files = new MemoryFiles(standard)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(output, files, diagnostics, allOptions(), null, sources);
            task.setLocale(Locale.ENGLISH);
            task.setProcessors(processors());
            boolean success = task.call();
            List<Finding> findings = diagnostics.getDiagnostics().stream()
                    .filter(Compiling::counts)
                    .map(Finding::of)
                    .toList();
            return new Compiled(sources, success, findings, files.written(), output.toString());
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static boolean counts(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() != Diagnostic.Kind.NOTE && diagnostic.getKind() != Diagnostic.Kind.OTHER;
    }

    private List<String> allOptions() {
        // Without the empty source path javac would pick up sources that lie on the class path.
        List<String> all = new ArrayList<>(List.of("-sourcepath", "", "-classpath", classPath));
        all.addAll(options);
        return all;
    }

    private List<Processor> processors() {
        if (processors != null) {
            return processors;
        }
        return ServiceLoader.load(Processor.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
