package dev.trackside.bench.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Sources and the processors that go over them.
 *
 * @param label what people read
 * @param sources the sources
 * @param processing how processors come in
 * @param classPath the class path
 */
record Way(String label, List<Source> sources, Processing processing, String classPath) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * What one compilation has taken and written.
     *
     * @param millis CPU time of the thread that compiled, in ms
     * @param generated the sources that processors wrote
     */
    record Result(double millis, List<Source> generated) {}

    /** Compiles all sources once; javac does all its work in the calling thread. */
    Result compile() {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "This Java cannot compile: set JAVA_HOME to a JDK.");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(List.of("--release", "17", "-classpath", classPath));
        options.addAll(processing.options());
        long before = THREADS.getCurrentThreadCpuTime();
        try (JavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null);
                Output output = new Output(standard)) {
            JavaCompiler.CompilationTask task = compiler.getTask(null, output, diagnostics, options, null, sources);
            processing.apply(task);
            boolean done = task.call();
            double millis = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
            failUnless(done, diagnostics);
            return new Result(millis, output.generated());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void failUnless(boolean done, DiagnosticCollector<JavaFileObject> diagnostics) {
        boolean quiet =
                diagnostics.getDiagnostics().stream().allMatch(found -> found.getKind() == Diagnostic.Kind.NOTE);
        if (!done || !quiet) {
            throw new IllegalStateException(diagnostics.getDiagnostics().stream()
                    .limit(20)
                    .map(Object::toString)
                    .collect(Collectors.joining("\n", label + " does not compile cleanly:\n", "")));
        }
    }
}
