package dev.trackside.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.DiagnosticPage;
import dev.trackside.processor.IndexProcessor;
import dev.trackside.processor.TableProcessor;
import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import dev.trackside.processor.testkit.Finding;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes by chance: modifiers, kinds, signatures, annotations. Each is either diagnosed by us, or compiles without a warning in its table and
 * runs. An error that javac finds in a generated file is a diagnostic that is missing.
 *
 * <p>Longer, or elsewhere: {@code -Dtrackside.fuzz.count=20000 -Dtrackside.fuzz.seed=7}. What it finds is printed as sources to try again with.
 */
class FuzzTests {

    private static final int COUNT = Integer.getInteger("trackside.fuzz.count", 600);
    private static final long SEED = Long.getLong("trackside.fuzz.seed", 1L);
    private static final int BATCH = 100;
    private static final Set<String> OURS =
            Stream.of(Diagnostic.values()).map(Diagnostic::id).collect(Collectors.toSet());

    @TempDir
    Path library;

    private final List<String> faults = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private int diagnosed;
    private int noJava;
    private int tables;
    private int calls;

    /** What the classes extend and take comes from class files; their loader is found as that of the thread. */
    private void compileLibrary() throws MalformedURLException {
        Compiling.source(Library.SOURCES)
                .with("-parameters")
                .compile()
                .compilesCleanly()
                .writeTo(library);
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {library.toUri().toURL()}, getClass().getClassLoader()));
    }

    @AfterEach
    void restoreTheLoader() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @Test
    void eachClassIsDiagnosedOrCompilesAndRuns() throws IOException {
        compileLibrary();
        ClassFuzzer fuzzer = new ClassFuzzer(SEED);
        for (int done = 0; done < COUNT; done += BATCH) {
            List<FuzzedClass> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(fuzzer.next());
            }
            run(batch);
        }
        System.out.printf(
                "Fuzz with seed %d: of %d classes %d are diagnosed (%d of %d diagnostics), %d are no Java, %d tables made %d calls, %d faults%n",
                SEED, COUNT, diagnosed, seen.size(), OURS.size(), noJava, tables, calls, faults.size());
        assertThat(faults).as("%d faults", faults.size()).isEmpty();
        assertThat(noJava).as("classes that javac alone rejects").isLessThan(COUNT / 5);
        assertThat(diagnosed).isBetween(COUNT / 10, COUNT * 9 / 10);
    }

    private void run(List<FuzzedClass> batch) {
        List<FuzzedClass> java = batch;
        Compiled compiled = compile(java);
        List<FuzzedClass> wrong = javaErrors(java, compiled);
        while (!wrong.isEmpty()) {
            noJava += wrong.size();
            java = without(java, wrong);
            compiled = compile(java);
            wrong = javaErrors(java, compiled);
        }
        judgeErrors(java, compiled);
        List<FuzzedClass> bad = diagnosed(java, compiled);
        diagnosed += bad.size();
        List<FuzzedClass> good = without(java, bad);
        Compiled clean = compile(good);
        if (judgeClean(good, clean)) {
            good.forEach(one -> runTables(one, clean));
        }
    }

    /** As a user would, with all warnings; and on to the end in spite of errors, so that errors in generated sources are seen, too. */
    private Compiled compile(List<FuzzedClass> classes) {
        return Compiling.source(classes.stream().map(FuzzedClass::source).toArray(String[]::new))
                .classPath(DiagnosticPage.API, DiagnosticPage.JSPECIFY, library)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .with("-Xlint:all,-processing", "--should-stop=ifError=FLOW", "-encoding", "UTF-8")
                .with("-Xmaxerrs", "100000", "-Xmaxwarns", "100000")
                .compile();
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Finding.Severity.ERROR;
    }

    /** Classes that would not compile without us either: a fault of the fuzzer, not of the processor. */
    private static List<FuzzedClass> javaErrors(List<FuzzedClass> classes, Compiled compiled) {
        return classes.stream()
                .filter(one -> compiled.findings().stream()
                        .anyMatch(finding -> isError(finding)
                                && !OURS.contains(finding.id())
                                && one.owns(finding.file())
                                && !one.wrote(finding.file())))
                .toList();
    }

    private List<FuzzedClass> diagnosed(List<FuzzedClass> classes, Compiled compiled) {
        return classes.stream()
                .filter(one -> compiled.findings().stream()
                        .anyMatch(
                                finding -> isError(finding) && one.owns(finding.file()) && !one.wrote(finding.file())))
                .toList();
    }

    private static List<FuzzedClass> without(List<FuzzedClass> classes, List<FuzzedClass> some) {
        return classes.stream().filter(one -> !some.contains(one)).toList();
    }

    /** What is wrong with a broken class is said by us and spoils nobody else's table. */
    private void judgeErrors(List<FuzzedClass> classes, Compiled compiled) {
        for (Finding finding : compiled.findings()) {
            if (OURS.contains(finding.id())) {
                seen.add(finding.id());
            }
            boolean failed = finding.id().equals(Diagnostic.PROCESSOR_FAILED.id());
            if (failed || (isError(finding) && !OURS.contains(finding.id()))) {
                fault(classes, finding.file(), finding.toString());
            }
        }
    }

    private boolean judgeClean(List<FuzzedClass> classes, Compiled compiled) {
        boolean clean = true;
        for (Finding finding : compiled.findings()) {
            boolean generated = classes.stream().anyMatch(one -> one.wrote(finding.file()));
            if (isError(finding) || generated) {
                fault(classes, finding.file(), finding.toString());
                clean &= !isError(finding);
            }
        }
        return clean;
    }

    private void runTables(FuzzedClass one, Compiled compiled) {
        List<String> names = compiled.generated().keySet().stream()
                .filter(one::wrote)
                .map(path -> path.substring(0, path.length() - ".java".length()).replace('/', '.'))
                .toList();
        if (names.isEmpty() && one.mustHaveTable()) {
            fault(List.of(one), one.packageName() + "/", "it has neither a table nor a finding");
        }
        for (String name : names) {
            try {
                tables++;
                calls += TableRun.run(compiled, name);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError | AssertionError fault) {
                fault(
                        List.of(one),
                        one.packageName() + "/",
                        "its table does not run: " + fault + " caused by " + fault.getCause());
            }
        }
    }

    private void fault(List<FuzzedClass> classes, String file, String what) {
        String source = classes.stream()
                .filter(one -> one.owns(file))
                .map(FuzzedClass::source)
                .collect(Collectors.joining());
        faults.add(what + "\n" + source);
        if (faults.size() <= 20) {
            System.out.println(faults.get(faults.size() - 1));
        }
    }
}
