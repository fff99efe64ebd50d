package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Plugin;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse's compiler runs the processor too: it writes the same files and puts findings in the same places, as far as its interface goes. */
class EclipseCompilerTests {

    private static final Pattern FIRST_TYPE = Pattern.compile("(?:class|record|@interface) (\\w+)");

    @TempDir
    Path folder;

    private final List<Diagnostic<? extends JavaFileObject>> found = new ArrayList<>();

    private boolean compile(String... sources) throws IOException {
        JavaCompiler compiler = new EclipseCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Path> files = new ArrayList<>();
        Path sourceFolder = Files.createDirectories(folder.resolve("in/p"));
        for (String source : sources) {
            Matcher type = FIRST_TYPE.matcher(source);
            assertThat(type.find()).isTrue();
            files.add(Files.writeString(sourceFolder.resolve(type.group(1) + ".java"), source));
        }
        Files.createDirectories(out());
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    output,
                    manager,
                    diagnostics,
                    List.of(
                            "--release",
                            "17",
                            "-classpath",
                            DiagnosticPage.API + File.pathSeparator + DiagnosticPage.JSPECIFY,
                            "-d",
                            out().toString(),
                            "-s",
                            out().toString()),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new TableProcessor(), new IndexProcessor()));
            boolean done = task.call();
            diagnostics.getDiagnostics().stream()
                    .filter(one -> one.getKind() == Diagnostic.Kind.ERROR || isOurs(one))
                    .forEach(found::add);
            return done;
        }
    }

    private static boolean isOurs(Diagnostic<?> one) {
        return one.getMessage(Locale.ENGLISH).contains("[trackside:");
    }

    private Path out() {
        return folder.resolve("out");
    }

    @Test
    void tablesAreWrittenAndWork() throws Exception {
        boolean done = compile("""
                package p;
                import dev.trackside.*;
                @Plugin("stale")
                public class Stale extends Base<Epoch> {
                    enum Mode { MIN, MAX }
                    record Best(double value, int epoch) {}
                    @Option(min = 1) int patience = 5;
                    @Option java.util.List<Mode> modes = java.util.List.of(Mode.MIN);
                    @State Best best = new Best(1, 2);
                    @OnEpochEnd(every = 2) Control check(@Metric("val_loss") double loss, Epoch epoch, java.util.Optional<Weights> weights) {
                        return Control.proceed();
                    }
                    @OnPlateau void on(Plateau plateau) {}
                }
                """, """
                package p;
                abstract class Base<T> {
                    @dev.trackside.OnEpochBegin void begin(T received) {}
                }
                """, """
                package p;
                public record Plateau(int epochs) {}
                """, """
                package p;
                @dev.trackside.EventType(payload = Plateau.class)
                @java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD)
                public @interface OnPlateau { int every() default 1; }
                """);
        assertThat(found).extracting(one -> one.getMessage(Locale.ENGLISH)).isEmpty();
        assertThat(done).isTrue();
        assertThat(out().resolve("META-INF/services/dev.trackside.spi.HandlerTable"))
                .content()
                .startsWith("p.Stale_Table # trackside 1 ");
        assertThat(out().resolve("META-INF/trackside/p.Stale_Table.json")).isNotEmptyFile();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {out().toUri().toURL()}, Plugin.class.getClassLoader())) {
            HandlerTable table = (HandlerTable)
                    loader.loadClass("p.Stale_Table").getConstructor().newInstance();
            assertThat(table.plugin()).extracting(PluginSpec::id).isEqualTo("stale");
            assertThat(table.handlers())
                    .extracting(handler -> handler.method())
                    .containsExactly("begin(Epoch)", "check(double, Epoch, Optional<Weights>)", "on(Plateau)");
            assertThat(table.option(table.create(), 0)).isEqualTo(5);
        }
    }

    @Test
    void findingsArePlacedOnTheLineAndSpareNeighbors() throws Exception {
        compile("""
                package p;
                import dev.trackside.*;
                class Broken {
                    @OnEpochEnd
                    private void hidden() {}

                    @OnEpochEnd(at = {1, 0})
                    void on(int epok,
                            Batch batch) {}
                }
                """, """
                package p;
                import dev.trackside.*;
                class Healthy { @OnEpochEnd void on() {} }
                """);
        assertThat(found)
                .extracting(
                        one -> one.getMessage(Locale.ENGLISH).replaceAll("(?s).*\\[trackside:([\\w-]+)].*", "$1"),
                        Diagnostic::getLineNumber)
                .containsExactlyInAnyOrder(
                        tuple("private-handler", 5L),
                        tuple("count-not-positive", 7L),
                        tuple("unknown-parameter", 8L),
                        tuple("wrong-parameter", 9L));
        assertThat(out().resolve("p/Healthy_Table.java")).isNotEmptyFile();
        assertThat(out().resolve("p/Broken_Table.java")).doesNotExist();
    }

    @Test
    void aFaultThatSubclassesInheritIsReportedOnce() throws Exception {
        compile("""
                package p;
                import dev.trackside.*;
                class Base {
                    @OnEpochEnd(every = 0) void on() {}
                }
                class One extends Base { @OnTrainEnd void end() {} }
                class Two extends Base { @OnTrainEnd void end() {} }
                """);
        assertThat(found).singleElement().satisfies(one -> assertThat(one.getLineNumber())
                .isEqualTo(4));
    }
}
