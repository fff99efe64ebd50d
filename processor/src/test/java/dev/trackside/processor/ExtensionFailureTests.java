package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.extension.Report;
import dev.trackside.processor.extension.Resources;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension that throws is reported with its name, and everybody else does their work. */
class ExtensionFailureTests {

    /** Where {@link Crashing} crashes. */
    private static String where = "";

    /** What it throws there. */
    private static Throwable what = new IllegalStateException();

    @TempDir
    Path folder;

    @AfterEach
    void crashNoMore() {
        where = "";
    }

    /** Throws in any of its methods, at one class of several. */
    public static final class Crashing implements ProcessorExtension {

        /** For ServiceLoader. */
        public Crashing() {
            crash("constructor");
        }

        private static void crash(String method) {
            if (method.equals(where)) {
                Crashing.<RuntimeException>sneak(what.fillInStackTrace());
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable any) throws T {
            throw (T) any;
        }

        @Override
        public String id() {
            crash("id");
            return "crashing";
        }

        @Override
        public String reportTo() {
            crash("reportTo");
            return "https://example.com/issues";
        }

        @Override
        public Incremental incremental() {
            crash("incremental");
            return Incremental.AGGREGATING;
        }

        @Override
        public Set<String> options() {
            crash("options");
            return Set.of();
        }

        @Override
        public void begin(Map<String, String> options) {
            crash("begin");
        }

        @Override
        public void validate(HandlerClass handlers, Report report) {
            if (handlers.text().equals("Other")) {
                if (where.equals("validate")) {
                    report.warning("dropped", handlers.origin(), "dropped with the rest of the call.");
                }
                crash("validate");
            }
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            additions.source("Crashing", "package p; class " + handlers.companionName("Crashing") + " {}");
            if (handlers.text().equals("Other")) {
                crash("contribute");
            }
        }

        @Override
        public void finish(List<HandlerClass> all, Report report, Resources resources) {
            resources.resource("crashing.txt", "");
            crash("finish");
        }
    }

    @Nested
    class AnExtensionThatThrows {

        @ParameterizedTest
        @ValueSource(strings = {"constructor", "id", "reportTo", "incremental", "options"})
        void whenItIsLoadedIsLeftOut(String method) throws IOException {
            where = method;
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-unusable"))
                    .returns(0L, Finding::line)
                    .extracting(Finding::message)
                    .asString()
                    .contains(Crashing.class.getName(), "IllegalStateException: out of ink");
            assertThat(compiled.findings()).hasSize(1);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Watcher_Crashing");
        }

        @Test
        void whenItBeginsIsLeftOut() throws IOException {
            where = "begin";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message())
                    .contains("\"crashing\"", "IllegalStateException: out of ink", "while it began");
            assertThat(compiled.findings()).hasSize(1);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Watcher_Crashing");
        }

        @Test
        void whenItJudgesAClassIsCalledForTheOthers() throws IOException {
            where = "validate";
            what = new NullPointerException("no unit");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed"))
                    .returns("p/Other.java", Finding::file)
                    .returns(3L, Finding::line)
                    .extracting(Finding::message)
                    .asString()
                    .contains(
                            "the extension \"crashing\" (" + Crashing.class.getName() + " of ",
                            "has thrown java.lang.NullPointerException: no unit while judging Other",
                            "Report it to https://example.com/issues",
                            "at dev.trackside.processor.ExtensionFailureTests$Crashing.validate(")
                    .doesNotContain("ExtensionHost", "com.sun.tools.javac");
            assertThat(compiled.findings()).hasSize(1);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Other_Crashing").generates("p.Watcher_Crashing");
        }

        @Test
        void whenItWritesForAClassHasWrittenNothingForIt() throws IOException {
            where = "contribute";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains("while writing for Other");
            assertThat(compiled.findings()).hasSize(1);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Other_Crashing").generates("p.Watcher_Crashing");
        }

        @Test
        void atTheEndHasWrittenNothing() throws IOException {
            where = "finish";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains("while judging all classes");
            assertThat(compiled.findings()).hasSize(1);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            assertThat(compiled.generated())
                    .doesNotContainKey("crashing.txt")
                    .containsKey("META-INF/services/dev.trackside.spi.HandlerTable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"constructor", "begin", "validate", "contribute", "finish"})
        void evenWithAMessageThatThrowsSparesTheOthers(String method) throws IOException {
            where = method;
            what = new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new UnsupportedOperationException("no words");
                }
            };

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.findings())
                    .singleElement()
                    .extracting(Finding::message)
                    .asString()
                    .contains(
                            "[trackside:extension-",
                            "has thrown " + what.getClass().getName());
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
        }

        static Stream<Throwable> throwables() {
            return Stream.of(
                    new AssertionError("never"),
                    new StackOverflowError("deep"),
                    new NoSuchMethodError("HandlerClass.gone()"),
                    new ExceptionInInitializerError("static"),
                    new IOException("checked"),
                    new Throwable("bare"));
        }

        @ParameterizedTest
        @MethodSource("throwables")
        void isReportedWhateverItThrows(Throwable throwable) throws IOException {
            where = "validate";
            what = throwable;

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Bystanders.Working.class)
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains(throwable.toString());
            assertThat(compiled.finding("extension-failed").message().contains("another version of Trackside"))
                    .isEqualTo(throwable instanceof LinkageError);
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
        }

        @Test
        void showsItsFramesOnceAndItsFaultEachTime() throws IOException {
            where = "validate";
            what = new IllegalStateException("out of ink", new IOException("the printer"));

            Compiled compiled = ExtensionPath.with(folder, Crashing.class)
                    .compiling(
                            "package p; class Other { @dev.trackside.OnEpochEnd void on() {} }",
                            "package q; class Other { @dev.trackside.OnEpochEnd void on() {} }")
                    .compile();

            assertThat(compiled.findings())
                    .extracting(Finding::id)
                    .containsExactly("extension-failed", "extension-failed");
            assertThat(compiled.findings().get(0).message())
                    .containsPattern("\\n\\s+at ")
                    .containsPattern("caused by\\s+java.io.IOException: the printer");
            assertThat(compiled.findings().get(1).message())
                    .contains("out of ink")
                    .doesNotContainPattern("\\n\\s+at ");
        }
    }

    @Test
    void anErrorOfTheVirtualMachineIsNobodysOwn() {
        assertThatThrownBy(() -> Faults.rethrowIfFatal(new OutOfMemoryError("heap")))
                .isInstanceOf(OutOfMemoryError.class);
        Faults.rethrowIfFatal(new StackOverflowError());
        Faults.rethrowIfFatal(new AssertionError());
    }
}
