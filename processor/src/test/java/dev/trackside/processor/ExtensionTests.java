package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.extension.Report;
import dev.trackside.processor.extension.Resources;
import dev.trackside.processor.model.AnnotationReader;
import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Value;
import dev.trackside.processor.testkit.Compiled;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What extensions of the processor can do, and when they are called. */
class ExtensionTests {

    /** What {@link Recording} extensions were asked, in order. */
    private static final List<String> CALLS = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    /** Wants a unit for each metric, and writes them down. */
    public static final class MetricsKit implements ProcessorExtension {

        private Map<String, String> options = Map.of();

        @Override
        public String id() {
            return "metrics-kit";
        }

        @Override
        public Incremental incremental() {
            return Incremental.ISOLATING;
        }

        @Override
        public Set<String> options() {
            return Set.of("strict", "empty");
        }

        @Override
        public void begin(Map<String, String> given) {
            options = given;
        }

        @Override
        public void validate(HandlerClass handlers, Report report) {
            for (Argument metric : metrics(handlers)) {
                var unit = unit(metric);
                if (unit == null) {
                    String message = "`" + metric.parameter().text() + "` has no unit. Add @Unit.";
                    if (options.getOrDefault("strict", "").equals("true")) {
                        report.error("unit-missing", metric.parameter().origin(), message);
                    } else {
                        report.warning("unit-missing", metric.parameter().origin(), message);
                    }
                } else if (unit.value().isBlank()) {
                    report.error("unit-blank", unit.origin(), "the unit is blank.");
                }
            }
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            Map<String, String> units = new HashMap<>();
            for (Argument metric : metrics(handlers)) {
                var unit = unit(metric);
                if (unit != null) {
                    units.put(metric.parameter().metric().text(), unit.value());
                }
            }
            additions.source("Units", """
                    package %s;
                    final class %s {
                        private %2$s() {}
                        static String all() {
                            return "%s%s";
                        }
                    }
                    """.formatted(
                            handlers.type().packageName(),
                            handlers.companionName("Units"),
                            units,
                            options.containsKey("empty") ? "!" : ""));
            additions.resource("META-INF/metrics-kit/" + handlers.binaryName() + ".txt", units + "\n");
        }

        private static List<Argument> metrics(HandlerClass handlers) {
            return handlers.handlers().stream()
                    .flatMap(handler -> handler.arguments().stream())
                    .filter(argument -> argument.kind() == ArgumentKind.METRIC)
                    .toList();
        }

        private static Value<String> unit(Argument metric) {
            return AnnotationReader.find(metric.parameter().origin(), "p.Unit")
                    .map(annotation -> annotation.value("value", String.class, ""))
                    .orElse(null);
        }
    }

    private static final String UNIT = "package p; @interface Unit { String value(); }";

    private static String watcher(String parameter) {
        return """
                package p;
                import dev.trackside.*;
                class Outer {
                    static class Watcher {
                        @OnEpochEnd
                        void on(%s
                    }
                }
                """.formatted(parameter);
    }

    @Nested
    class AFinding {

        @Test
        void standsAtTheParameterUnderTheIdOfTheExtension() throws IOException {
            Compiled compiled = ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(watcher("@Metric(\"loss\") double loss) {}"), UNIT)
                    .compile();

            assertThat(compiled.finding("unit-missing").message())
                    .isEqualTo("[metrics-kit:unit-missing] `double loss` has no unit. Add @Unit.");
        }

        @Test
        void standsAtAValueOfAnAnnotationOfTheirOwn() throws IOException {
            ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(
                            watcher("@Metric(\"loss\") @Unit(\" \") double loss) {} // ERROR unit-blank at '\" \"'"),
                            UNIT)
                    .compile()
                    .reportsExactlyTheMarkedFindings()
                    .doesNotGenerate("p.Outer_Watcher_Units")
                    .generates("p.Outer_Watcher_Table");
        }

        @Test
        void isAnErrorIfAnOptionSaysSo() throws IOException {
            ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(watcher("@Metric(\"loss\") double loss) {} // ERROR unit-missing at 'loss)'"), UNIT)
                    .with("-AmetricsKit.strict=true")
                    .compile()
                    .reportsExactlyTheMarkedFindings();
        }

        @Test
        void aboutSomethingInAClassFileStandsAtTheClassThatInheritsIt() throws IOException {
            Path library = folder.resolve("library");
            ExtensionPath.with(folder)
                    .compiling(watcher("@Metric(\"loss\") double loss) {}"))
                    .compile()
                    .compilesCleanly()
                    .writeTo(Files.createDirectory(library));

            ExtensionPath.with(folder, MetricsKit.class)
                    .compiling("""
                            package p;
                            import dev.trackside.*;
                            class Child extends Outer.Watcher { // ERROR unit-missing at 'class'
                                @OnTrainEnd void end() {}
                            }
                            """)
                    .classPath(DiagnosticPage.API, library)
                    .with("-AmetricsKit.strict=true")
                    .compile()
                    .reportsExactlyTheMarkedFindings();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"metrics-kit:unit-missing\"", "{\"unused\", \"metrics-kit:unit-missing\"}"})
        void isSilencedIfItIsAWarning(String names) throws IOException {
            String suppress = "@SuppressWarnings(" + names + ") ";
            ExtensionPath path = ExtensionPath.with(folder, MetricsKit.class);
            String onParameter = watcher(suppress + "@Metric(\"loss\") double loss) {}");
            path.compiling(onParameter, UNIT).compile().compilesCleanly();
            String onClass =
                    watcher("@Metric(\"loss\") double loss) {}").replace("class Outer", suppress + "class Outer");
            path.compiling(onClass, UNIT).compile().compilesCleanly();
        }

        @ParameterizedTest
        @CsvSource({"unit-missing, false", "metrics-kit:unit-blank, false", "metrics-kit:unit-missing, true"})
        void isNotSilencedByAnotherNameNorIfItIsAnError(String name, boolean strict) throws IOException {
            String severity = strict ? "ERROR" : "WARNING";
            Compiled compiled = ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(watcher("@SuppressWarnings(\"" + name + "\") @Metric(\"loss\") double loss) {}"), UNIT)
                    .with("-AmetricsKit.strict=" + strict)
                    .compile();

            assertThat(compiled.finding("unit-missing").severity()).hasToString(severity);
        }
    }

    @Nested
    class WhatItWrites {

        @Test
        void isCompiledAndStandsBesideTheClass() throws Exception {
            Compiled compiled = ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(
                            watcher("@Metric(\"loss\") @Unit(\"nats\") double loss) { Outer_Watcher_Units.all(); }"),
                            UNIT)
                    .compile()
                    .compilesCleanly();

            Method all = compiled.load("p.Outer_Watcher_Units").getDeclaredMethod("all");
            all.setAccessible(true);
            assertThat(all.invoke(null)).isEqualTo("{loss=nats}");
            compiled.resource("META-INF/metrics-kit/p.Outer$Watcher.txt").containing("{loss=nats}");
        }

        @Test
        void knowsAnOptionWithoutAValue() throws IOException {
            ExtensionPath.with(folder, MetricsKit.class)
                    .compiling(watcher(") {}"))
                    .with("-AmetricsKit.empty")
                    .compile()
                    .compilesCleanly()
                    .generates("p.Outer_Watcher_Units")
                    .containing("\"{}!\"");
        }

        @Test
        void isLeftOutWhereTracksideHasFoundErrorsAndWrittenForNeighbors() throws IOException {
            ExtensionPath.with(folder, MetricsKit.class)
                    .compiling("""
                            package p;
                            import dev.trackside.*;
                            class Broken {
                                @OnEpochEnd
                                private void on() {} // ERROR private-handler at 'on'
                            }
                            class Healthy { @OnEpochEnd void on() {} }
                            """)
                    .compile()
                    .reportsExactlyTheMarkedFindings()
                    .doesNotGenerate("p.Broken_Units")
                    .generates("p.Healthy_Units");
        }

        @Test
        void doesNotDependOnTheOrderOfSources() throws IOException {
            String[] sources = {
                "package p; class A { @dev.trackside.OnEpochEnd void on() {} }",
                "package p; class B { @dev.trackside.OnEpochEnd void on() {} }"
            };
            ExtensionPath path = ExtensionPath.with(folder, MetricsKit.class);

            assertThat(path.compiling(sources).compile().compilesCleanly().generated())
                    .isEqualTo(path.compiling(sources)
                            .reversed()
                            .compile()
                            .compilesCleanly()
                            .generated());
        }
    }

    /** Writes down what it is asked. */
    public abstract static class Recording implements ProcessorExtension {

        private final String id;
        private final Incremental kind;

        Recording(String id, Incremental kind) {
            this.id = id;
            this.kind = kind;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Incremental incremental() {
            return kind;
        }

        @Override
        public Set<String> options() {
            return Set.of("level");
        }

        @Override
        public void begin(Map<String, String> options) {
            CALLS.add(id + " begins" + (options.isEmpty() ? "" : " " + options));
        }

        @Override
        public void validate(HandlerClass handlers, Report report) {
            CALLS.add(id + " judges " + handlers.text());
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            CALLS.add(id + " writes for " + handlers.text());
        }

        @Override
        public void finish(List<HandlerClass> all, Report report, Resources resources) {
            CALLS.add(id + " finishes " + all.stream().map(HandlerClass::text).collect(Collectors.joining(",")));
            for (HandlerClass one : all) {
                if (one.text().equals("Odd")) {
                    report.warning("odd", one.origin(), "it is odd.");
                }
            }
            resources.resource(
                    "META-INF/" + id + ".txt",
                    all.stream()
                            .flatMap(one -> one.handlers().stream())
                            .map(Handler::event)
                            .map(event -> event.text() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** Is isolating. */
    public static final class Alpha extends Recording {
        /** For ServiceLoader. */
        public Alpha() {
            super("alpha", Incremental.ISOLATING);
        }
    }

    /** Is aggregating. */
    public static final class Beta extends Recording {
        /** For ServiceLoader. */
        public Beta() {
            super("beta-two", Incremental.AGGREGATING);
        }
    }

    /** Says nothing. */
    public static final class Gamma extends Recording {
        /** For ServiceLoader. */
        public Gamma() {
            super("gamma", Incremental.UNKNOWN);
        }
    }

    private static final String TWO = """
            package p;
            import dev.trackside.*;
            class Second { @OnTrainEnd void on() {} }
            class First { @OnEpochEnd void on() {} }
            """;

    @Nested
    class Calls {

        @Test
        void comeByClassAndThenByIdHoweverTheServiceFileNamesThem() throws IOException {
            ExtensionPath.with(folder, Beta.class, Alpha.class)
                    .compiling(TWO)
                    .compile()
                    .compilesCleanly();

            assertThat(CALLS)
                    .containsExactly(
                            "alpha begins",
                            "beta-two begins",
                            "alpha judges First",
                            "beta-two judges First",
                            "alpha writes for First",
                            "beta-two writes for First",
                            "alpha judges Second",
                            "beta-two judges Second",
                            "alpha writes for Second",
                            "beta-two writes for Second",
                            "beta-two begins", // another instance, which sees all classes
                            "beta-two finishes First,Second");
        }

        @Test
        void finishWithAllClassesUnlessIsolating() throws IOException {
            Compiled compiled = ExtensionPath.with(folder, Alpha.class, Beta.class, Gamma.class)
                    .compiling(TWO)
                    .compile()
                    .compilesCleanly();

            compiled.resource("META-INF/beta-two.txt").containing("@OnEpochEnd\n@OnTrainEnd\n");
            compiled.resource("META-INF/gamma.txt").containing("@OnEpochEnd\n@OnTrainEnd\n");
            assertThat(compiled.generated()).doesNotContainKey("META-INF/alpha.txt");
        }

        @Test
        void finishEvenWithoutClasses() throws IOException {
            ExtensionPath.with(folder, Beta.class, Gamma.class)
                    .compiling("class Nothing {}")
                    .compile()
                    .compilesCleanly();

            assertThat(CALLS).contains("beta-two finishes ", "gamma finishes ");
        }

        @Test
        void doNotFinishACompilationWithErrors() throws IOException {
            ExtensionPath.with(folder, Beta.class, Gamma.class)
                    .compiling("package p; class Broken { @dev.trackside.OnEpochEnd private void on() {} }")
                    .compile();

            assertThat(CALLS).noneMatch(call -> call.contains("finishes"));
        }

        @ParameterizedTest
        @ValueSource(classes = {Beta.class, Gamma.class})
        void mayFindSomethingAtTheEnd(Class<? extends ProcessorExtension> type) throws IOException {
            Compiled compiled = ExtensionPath.with(folder, type)
                    .compiling("package p; class Odd { @dev.trackside.OnEpochEnd void on() {} }")
                    .compile();

            assertThat(compiled.finding("odd").line()).isEqualTo(1);
        }

        @Test
        void haveTheirOwnOptionsAlone() throws IOException {
            ExtensionPath.with(folder, Alpha.class, Beta.class)
                    .compiling("class Nothing {}")
                    .with("-AbetaTwo.level=3")
                    .compile()
                    .compilesCleanly();

            assertThat(CALLS).contains("alpha begins", "beta-two begins {level=3}");
        }

        @Test
        void waitForATypeThatIsWrittenLater() throws IOException {
            ExtensionPath.with(folder, Alpha.class, MetricsKit.class)
                    .compiling("""
                            package p;
                            import dev.trackside.*;
                            class First { @OnEpochEnd void on(Later_Units units) {} }
                            class Later { @OnTrainEnd void on() {} }
                            """)
                    .compile()
                    .compilesCleanly();

            assertThat(CALLS)
                    .containsExactly(
                            "alpha begins",
                            "alpha judges Later",
                            "alpha writes for Later",
                            "alpha judges First",
                            "alpha writes for First");
        }
    }

    @Nested
    class Declared {

        private static final String ISOLATING = "org.gradle.annotation.processing.isolating";

        @Test
        void optionsAreThoseOfAllExtensions() throws IOException {
            assertThat(ExtensionPath.with(folder, Alpha.class, Beta.class, MetricsKit.class)
                            .tableProcessor()
                            .getSupportedOptions())
                    .containsExactlyInAnyOrder(
                            ISOLATING, "alpha.level", "betaTwo.level", "metricsKit.strict", "metricsKit.empty");
        }

        @Test
        void optionsOfTheAggregatingPartAreThoseOfAggregatingExtensions() throws IOException {
            assertThat(ExtensionPath.with(folder, Alpha.class, Beta.class)
                            .extensionProcessor()
                            .getSupportedOptions())
                    .containsExactly("betaTwo.level");
        }

        @Test
        void kindIsIsolatingWithoutExtensions() throws IOException {
            assertThat(ExtensionPath.with(folder).tableProcessor().getSupportedOptions())
                    .containsExactly(ISOLATING);
        }

        @Test
        void kindIsNoneWhereOneExtensionSaysNothing() throws IOException {
            assertThat(ExtensionPath.with(folder, Alpha.class, Gamma.class)
                            .tableProcessor()
                            .getSupportedOptions())
                    .noneMatch(option -> option.startsWith("org.gradle"));
        }

        @Test
        void kindsOfTheProcessorsAreInTheirJar() throws IOException {
            try (var stream =
                    TableProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .containsExactlyInAnyOrder(
                                TableProcessor.class.getName() + ",dynamic",
                                IndexProcessor.class.getName() + ",aggregating",
                                ExtensionProcessor.class.getName() + ",aggregating");
            }
        }
    }
}
