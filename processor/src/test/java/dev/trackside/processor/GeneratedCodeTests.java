package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What build tools, modules and other processors may count on. */
class GeneratedCodeTests {

    /** Of each kind one: inherited handlers, generics, default methods, records, nesting. */
    private static final String[] SOURCES = {
        """
        package p;
        import dev.trackside.*;
        @Plugin("outer")
        public class Outer extends Base<Batch> implements Stops {
            @Option int patience = 5;
            @State double best;
            @OnEpochEnd void on(Epoch epoch, @Metric("loss") double loss) {}
            @Plugin("nested") static class Nested { @OnTrainEnd void end() {} }
            record Point(int x) { @OnEpochEnd void on(Run run) {} }
        }
        """,
        "package p; abstract class Base<T> { @dev.trackside.OnBatchEnd void base(T given) {} }",
        """
        package p;
        interface Stops { @dev.trackside.OnEpochEnd default void stops(dev.trackside.Epoch epoch) {} }
        """,
        "package q; @dev.trackside.Plugin(\"other\") public class Other { @dev.trackside.OnTrainEnd public void end() {} }"
    };

    @Test
    void aSecondRunAndReversedSourcesGiveTheSameBytes() {
        Map<String, String> first =
                Tables.strictly(SOURCES).compile().compilesCleanly().generated();

        assertThat(first).hasSizeGreaterThan(7);
        assertThat(Tables.strictly(SOURCES).compile().generated()).isEqualTo(first);
        assertThat(Tables.strictly(SOURCES).reversed().compile().generated()).isEqualTo(first);
    }

    /** Gradle compiles again what came from a class that changed: that only works if each file names the one class it came from. */
    @Test
    void aFileOfTheIsolatingProcessorHasTheClassItCameFromAsItsOnlyOrigin() {
        Map<String, List<String>> origins = new TreeMap<>();
        Compiling.source(SOURCES).processedBy(recording(origins)).compile().compilesCleanly();

        assertThat(origins)
                .containsOnly(
                        Map.entry("p.Outer_Table", List.of("p.Outer")),
                        Map.entry("META-INF/trackside/p.Outer_Table.json", List.of("p.Outer")),
                        Map.entry("p.Outer_Nested_Table", List.of("p.Outer.Nested")),
                        Map.entry("META-INF/trackside/p.Outer_Nested_Table.json", List.of("p.Outer.Nested")),
                        Map.entry("p.Outer_Point_Table", List.of("p.Outer.Point")),
                        Map.entry("q.Other_Table", List.of("q.Other")),
                        Map.entry("META-INF/trackside/q.Other_Table.json", List.of("q.Other")));
    }

    /** Our processor behind a filer that keeps a list. */
    private static Processor recording(Map<String, List<String>> origins) {
        return intercepting(Processor.class, new TableProcessor(), arguments -> {
            if (arguments != null && arguments[0] instanceof ProcessingEnvironment environment) {
                Filer filer = intercepting(Filer.class, environment.getFiler(), call -> {
                    Element[] elements = (Element[]) call[call.length - 1];
                    String file = call.length == 4 ? call[2].toString() : call[0].toString();
                    origins.put(file, Stream.of(elements).map(Element::toString).toList());
                });
                arguments[0] = Proxy.newProxyInstance(
                        GeneratedCodeTests.class.getClassLoader(),
                        new Class<?>[] {ProcessingEnvironment.class},
                        (proxy, method, none) ->
                                method.getName().equals("getFiler") ? filer : method.invoke(environment, none));
            }
        });
    }

    private interface Look {
        void at(Object[] arguments);
    }

    private static <T> T intercepting(Class<T> type, T target, Look look) {
        return type.cast(Proxy.newProxyInstance(
                GeneratedCodeTests.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    look.at(arguments);
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @Test
    void gradleIsToldThatTablesAreIsolatingOrDynamicAndTheIndexAggregating() throws IOException {
        try (InputStream file =
                TableProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains(IndexProcessor.class.getName() + ",aggregating")
                    .anyMatch(line -> line.startsWith(TableProcessor.class.getName() + ","));
        }
        assertThat(new TableProcessor().getSupportedOptions()).contains("org.gradle.annotation.processing.isolating");
    }

    @Test
    void aModuleProvidesTheTableOfItsPlugin() {
        Compiled compiled = Compiling.source("""
                        module m {
                            requires dev.trackside;
                            provides dev.trackside.spi.HandlerTable with p.Watcher_Table;
                        }
                        """, """
                        package p;
                        @dev.trackside.Plugin("watcher")
                        final class Watcher { @dev.trackside.OnTrainEnd void end(dev.trackside.Run run) {} }
                        """)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .modulePath(DiagnosticPage.API, DiagnosticPage.JSPECIFY)
                .with("-Xlint:all,-processing", "-Werror")
                .compile()
                .compilesCleanly();

        compiled.resource("META-INF/services/dev.trackside.spi.HandlerTable").containing("p.Watcher_Table # ");
    }

    /** The decision to claim nothing: see docs/decisions/processor-claims.md. */
    @Test
    void aProcessorAfterOursSeesTheSameAnnotations() {
        List<String> seen = new ArrayList<>();
        Compiling.source(SOURCES[3])
                .processedBy(new TableProcessor(), new IndexProcessor(), new Looking(seen))
                .compile()
                .compilesCleanly();

        assertThat(seen).contains("dev.trackside.Plugin", "dev.trackside.OnTrainEnd");
    }

    /** What it costs: javac's lint "processing" complains, without a place that an annotation could suppress. */
    @Test
    void theLintOfUnclaimedAnnotationsComplainsWithoutAPlace() {
        Compiled compiled = Compiling.source(SOURCES[3])
                .processedBy(new TableProcessor(), new IndexProcessor())
                .with("-Xlint:all")
                .compile();

        assertThat(compiled.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.id()).startsWith("compiler.warn.proc.annotations.without.processor");
            assertThat(finding.line()).isZero();
        });
    }

    /** A count of what there is, for the build's log. */
    @Test
    void eachDiagnosticHasAPageWithAFailingAndAPassingTest() throws IOException {
        List<DiagnosticPage> pages = DiagnosticPage.all();
        long failing = pages.stream().filter(page -> !page.wrong().isEmpty()).count();
        long passing = pages.stream().filter(page -> !page.right().isEmpty()).count();
        System.out.printf(
                "Diagnostics: %d ids, %d pages, %d of them compiled wrong and %d compiled right%n",
                Diagnostic.values().length, pages.size(), failing, passing);

        assertThat(pages).hasSameSizeAs(Diagnostic.values());
        assertThat(passing).isEqualTo(failing);
    }

    /** A processor of somebody else. */
    @SupportedAnnotationTypes("*")
    private static final class Looking extends AbstractProcessor {

        private final List<String> seen;

        Looking(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            annotations.forEach(
                    annotation -> seen.add(annotation.getQualifiedName().toString()));
            return false;
        }
    }
}
