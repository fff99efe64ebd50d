package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables, descriptors and the service entry look like. */
class TableWritingTests {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/trackside/processor/golden");

    private static final String ONE = """
            package p;
            import dev.trackside.*;
            @Plugin("one")
            public class One {
                @OnEpochEnd void on(Epoch epoch, Run run, Console console) {}
                @Plugin("nested")
                static class Nested { @OnTrainEnd void end() {} }
            }
            """;
    private static final String TWO = """
            package a;
            import dev.trackside.*;
            @Plugin("two")
            public class Two { @OnEpochEnd void on(Metrics metrics) {} }
            """;

    private static Compiling typical() {
        return Compiling.resource(TableWritingTests.class, "StopWhenStale.java")
                .processedBy(new TableProcessor(), new IndexProcessor());
    }

    /** To write it anew after a change that is meant: {@code -Dtrackside.golden=write}. */
    private static String golden(String name, String actual) throws IOException {
        if ("write".equals(System.getProperty("trackside.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), actual);
        }
        return Files.readString(GOLDEN.resolve(name));
    }

    @Test
    void aTypicalTableEqualsTheGoldenFile() throws IOException {
        var table = typical().compile().compilesCleanly().generates("p.StopWhenStale_Table");
        table.equalTo(golden("StopWhenStale_Table.java", table.text()));
    }

    @Test
    void aTypicalDescriptorEqualsTheGoldenFile() throws IOException {
        var descriptor =
                typical().compile().compilesCleanly().resource("META-INF/trackside/p.StopWhenStale_Table.json");
        assertThat(descriptor.text()).containsPattern("\"apiVersion\": \"[\\w.-]+\"");
        assertThat(descriptor.text()).contains("\"java\": " + Runtime.version().feature() + ",");
        String withoutVersion = withoutVersions(descriptor.text());
        assertThat(withoutVersion).isEqualTo(golden("StopWhenStale_Table.json", withoutVersion));
    }

    @Test
    void aTableWithAsyncHandlersEqualsTheGoldenFile() throws IOException {
        Compiled compiled = Compiling.resource(TableWritingTests.class, "Uploader.java")
                .processedBy(new TableProcessor(), new IndexProcessor())
                .compile()
                .compilesCleanly();
        var table = compiled.generates("p.Uploader_Table");
        table.equalTo(golden("Uploader_Table.java", table.text()));
        String descriptor = withoutVersions(
                compiled.resource("META-INF/trackside/p.Uploader_Table.json").text());
        assertThat(descriptor).isEqualTo(golden("Uploader_Table.json", descriptor));
    }

    private static String withoutVersions(String descriptor) {
        return descriptor
                .replaceFirst("\"java\": [0-9]+", "\"java\": \"-\"")
                .replaceFirst("\"apiVersion\": \"[^\"]*\"", "\"apiVersion\": \"-\"");
    }

    @Test
    void nothingDependsOnTheOrderOfSources() {
        Compiled forward = Tables.strictly(ONE, TWO).compile().compilesCleanly();
        Compiled backward = Tables.strictly(ONE, TWO).reversed().compile().compilesCleanly();
        assertThat(backward.generated()).isEqualTo(forward.generated());
    }

    @Test
    void theServiceEntryListsTheTablesOfPluginsSorted() {
        String services = line(ONE, TWO, "package p; class Plain { @dev.trackside.OnTrainEnd void end() {} }");
        assertThat(tables(services)).containsExactly("a.Two_Table", "p.One_Nested_Table", "p.One_Table");
    }

    private static List<String> tables(String services) {
        return services.lines().map(line -> line.split(" ")[0]).toList();
    }

    @Test
    void aLineOfTheServiceEntryHoldsWhatDecides() {
        assertThat(line("""
                package p;
                import dev.trackside.*;
                @Plugin(value = "keep", phase = Phase.PERSIST, attach = Attach.WHEN_CONFIGURED, onFailure = FailurePolicy.FAIL,
                        before = {"notify", "report"}, after = "history", requires = "history", produces = {"cpu", "{names}"})
                class Keep {
                    @Option String names = "a";
                    @OnEpochEnd void on(Run run, MetricWriter writer) {}
                }
                """))
                .matches(
                        "p\\.Keep_Table # trackside 1 keep p\\.Keep PERSIST WHEN_CONFIGURED FAIL notify,report history history"
                                + " cpu,\\{names} " + Runtime.version().feature() + " [\\w.-]+\n");
    }

    @Test
    void aLineThatCannotHoldATextHoldsTheTableAlone() {
        assertThat(line("""
                package p;
                import dev.trackside.*;
                @Plugin("odd")
                class Odd {
                    @OnEpochEnd @Metric("a b") double on(Run run) { return 1; }
                }
                """)).isEqualTo("p.Odd_Table\n");
    }

    private static String line(String... sources) {
        return Tables.strictly(sources)
                .compile()
                .compilesCleanly()
                .resource("META-INF/services/dev.trackside.spi.HandlerTable")
                .text();
    }

    @Test
    void classesWithoutHandlersGetNothing() {
        Compiled compiled = Tables.strictly("package p; class Plain { void on() {} }")
                .compile()
                .compilesCleanly();
        assertThat(compiled.generated()).isEmpty();
    }

    @Test
    void namesOfJavaLangInTheSamePackageDoNoHarm() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        class Watcher {
                            @Option java.lang.String name = "";
                            @OnEpochEnd void on(Run run) {}
                        }
                        class String {}
                        class Object {}
                        @interface Override {}
                        class List {}
                        class Frame {}
                        """).compile().compilesCleanly();
    }

    @Test
    void aModuleNeedNotReadTheAnnotationOfGeneratedCode() {
        Compiling.source("module m { requires dev.trackside; exports p; }", """
                        package p;
                        import dev.trackside.*;
                        /** A class. */
                        public class Watcher {
                            /** Creates it. */
                            public Watcher() {}
                            @OnEpochEnd void on(Run run) {}
                        }
                        """)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .modulePath(DiagnosticPage.API, DiagnosticPage.JSPECIFY)
                .with("-Xlint:all,-processing", "-Xdoclint:all,-missing", "-Werror")
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table");
    }

    @Test
    void deprecatedHandlersGenericClassesAndRecordsCompileStrictly() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        @Deprecated
                        class Old { @Deprecated(forRemoval = true) @OnEpochEnd void on(Epoch epoch) {} }
                        class Generic<T extends Comparable<T>> {
                            @Option int patience;
                            @State java.util.List<String> seen;
                            @OnEpochEnd void on(Epoch epoch) {}
                        }
                        record Point(int x) { @OnEpochEnd void on(Epoch epoch) {} }
                        class Typed {
                            @OnEpochEnd void on(Data<? extends Number> data, java.util.Optional<Data<String>> other) {}
                        }
                        interface Data<T> {}
                        """).compile().compilesCleanly();
    }

    @Test
    void nullableOptionsAndDescriptionsAreRead() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        import org.jspecify.annotations.Nullable;
                        class Watcher {
                            /**
                             * The {@code goal} of
                             * {@link Watcher#on(Epoch) this}, <em>if</em> a &lt; b.
                             *
                             * <p>More.
                             */
                            @Option(max = 2) @Nullable Double maxLRScale;
                            @Option(required = true) java.util.@Nullable Set<java.nio.file.Path> HTTPPaths;
                            @OnEpochEnd void on(Epoch epoch) {}
                        }
                        """)
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing(
                        "option(\"max-lr-scale\", Double.class).nullable().max(2.0).about(\"The goal of this, if a < b.\")",
                        "option(\"http-paths\", Path.class).set().nullable().required()");
    }
}
