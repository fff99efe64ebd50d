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
import dev.trackside.processor.testkit.Compiling;
import dev.trackside.processor.testkit.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with an extension is reported with its name, and everybody else does their work. */
class ExtensionFailureTests {

    /** Where {@link Crashing} crashes. */
    private static String where = "";

    /** What it throws there. */
    private static Throwable what = new IllegalStateException();

    /** What {@link Misusing} does. */
    private static BiConsumer<HandlerClass, Additions> misuse = (handlers, additions) -> {};

    private static final String HEALTHY = """
            package p;
            import dev.trackside.*;
            class Other { @OnTrainEnd void on() {} }
            @Plugin("watcher")
            class Watcher { @OnEpochEnd void on() {} }
            """;

    @TempDir
    Path folder;

    @AfterEach
    void crashNoMore() {
        where = "";
        misuse = (handlers, additions) -> {};
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

    /** Works, beside others that do not. */
    public static final class Working implements ProcessorExtension {

        @Override
        public String id() {
            return "working";
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            additions.source("Working", "package p; class " + handlers.companionName("Working") + " {}");
        }
    }

    private static void everybodyElseHasDoneTheirWork(Compiled compiled) {
        for (String name : List.of("Other", "Watcher")) {
            compiled.generates("p." + name + "_Table");
            compiled.generates("p." + name + "_Working");
        }
    }

    @Nested
    class AnExtensionThatThrows {

        @ParameterizedTest
        @ValueSource(strings = {"constructor", "id", "reportTo", "incremental", "options"})
        void whenItIsLoadedIsLeftOut(String method) throws IOException {
            where = method;
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-unusable"))
                    .returns(0L, Finding::line)
                    .extracting(Finding::message)
                    .asString()
                    .contains(Crashing.class.getName(), "IllegalStateException: out of ink");
            assertThat(compiled.findings()).hasSize(1);
            everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Watcher_Crashing");
        }

        @Test
        void whenItBeginsIsLeftOut() throws IOException {
            where = "begin";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message())
                    .contains("\"crashing\"", "IllegalStateException: out of ink", "while it began");
            assertThat(compiled.findings()).hasSize(1);
            everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Watcher_Crashing");
        }

        @Test
        void whenItJudgesAClassIsCalledForTheOthers() throws IOException {
            where = "validate";
            what = new NullPointerException("no unit");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
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
            everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Other_Crashing").generates("p.Watcher_Crashing");
        }

        @Test
        void whenItWritesForAClassHasWrittenNothingForIt() throws IOException {
            where = "contribute";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains("while writing for Other");
            assertThat(compiled.findings()).hasSize(1);
            everybodyElseHasDoneTheirWork(compiled);
            compiled.doesNotGenerate("p.Other_Crashing").generates("p.Watcher_Crashing");
        }

        @Test
        void atTheEndHasWrittenNothing() throws IOException {
            where = "finish";
            what = new IllegalStateException("out of ink");

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains("while judging all classes");
            assertThat(compiled.findings()).hasSize(1);
            everybodyElseHasDoneTheirWork(compiled);
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

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.findings())
                    .singleElement()
                    .extracting(Finding::message)
                    .asString()
                    .contains(
                            "[trackside:extension-",
                            "has thrown " + what.getClass().getName());
            everybodyElseHasDoneTheirWork(compiled);
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

            Compiled compiled = ExtensionPath.with(folder, Crashing.class, Working.class)
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-failed").message()).contains(throwable.toString());
            assertThat(compiled.finding("extension-failed").message().contains("another version of Trackside"))
                    .isEqualTo(throwable instanceof LinkageError);
            everybodyElseHasDoneTheirWork(compiled);
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

    /** Has the id of another. */
    public static final class Zealous implements ProcessorExtension {

        @Override
        public String id() {
            return "working";
        }
    }

    /** Has an id that is none. */
    public static final class Shouting implements ProcessorExtension {

        @Override
        public String id() {
            return "SHOUTING";
        }
    }

    /** Has the id that Trackside uses. */
    public static final class Posing implements ProcessorExtension {

        @Override
        public String id() {
            return "trackside";
        }
    }

    /** Has an option that nobody can give. */
    public static final class Opting implements ProcessorExtension {

        @Override
        public String id() {
            return "opting";
        }

        @Override
        public Set<String> options() {
            return Set.of("dry-run");
        }
    }

    /** Has no id. */
    public static final class Nameless implements ProcessorExtension {

        @Override
        public String id() {
            return null;
        }
    }

    @Nested
    class AnExtensionThatCannotBeUsed {

        private String problemOf(ExtensionPath path) {
            Compiled compiled = path.compiling(HEALTHY).compile();
            everybodyElseHasDoneTheirWork(compiled);
            assertThat(compiled.findings()).hasSize(1);
            return compiled.finding("extension-unusable").message();
        }

        @Test
        void sinceNobodyHasItsClass() throws IOException {
            assertThat(problemOf(ExtensionPath.named(folder, "p.Gone", Working.class.getName())))
                    .contains("p.Gone not found");
        }

        @Test
        void sinceItNeedsAClassThatNobodyHas() throws IOException {
            Compiling.source("""
                            package q;
                            public final class Needy extends Base {
                                @Override public String id() { return "needy"; }
                            }
                            """, """
                            package q;
                            public abstract class Base implements dev.trackside.processor.extension.ProcessorExtension {}
                            """).processedBy().compile().compilesCleanly().writeTo(folder);
            Files.delete(folder.resolve("q/Base.class"));

            assertThat(problemOf(ExtensionPath.named(folder, "q.Needy", Working.class.getName())))
                    .contains("NoClassDefFoundError: q/Base");
        }

        @Test
        void sinceItIsNone() throws IOException {
            assertThat(problemOf(ExtensionPath.named(folder, ExtensionPath.class.getName(), Working.class.getName())))
                    .contains("ExtensionPath not a subtype");
        }

        @Test
        void sinceItsServiceFileCannotBeRead() throws IOException {
            Compiled compiled = ExtensionPath.named(folder, "not a class name", Working.class.getName())
                    .compiling(HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-unusable").message()).contains("Illegal configuration-file syntax");
            compiled.generates("p.Watcher_Table");
        }

        @Test
        void sinceAnotherHasItsId() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Zealous.class, Working.class)))
                    .contains("Working of ", "has the id \"working\" of", "Zealous of ");
        }

        @Test
        void sinceItsIdHasAnotherForm() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Shouting.class, Working.class)))
                    .contains("\"SHOUTING\"");
            assertThat(problemOf(ExtensionPath.with(folder, Posing.class, Working.class)))
                    .contains("\"trackside\"");
            assertThat(problemOf(ExtensionPath.with(folder, Nameless.class, Working.class)))
                    .contains("id() is null");
        }

        @Test
        void sinceJavacTakesNoSuchOption() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Opting.class, Working.class)))
                    .contains("\"dry-run\"");
        }
    }

    /** Does with what it is given what it must not. */
    public static final class Misusing implements ProcessorExtension {

        private static Report kept;

        @Override
        public String id() {
            return "misusing";
        }

        @Override
        public void validate(HandlerClass handlers, Report report) {
            kept = report;
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            misuse.accept(handlers, additions);
        }
    }

    @Nested
    class AnExtensionThat {

        private String failure(BiConsumer<HandlerClass, Additions> what) throws IOException {
            misuse = what;
            Compiled compiled = ExtensionPath.with(folder, Misusing.class, Working.class)
                    .compiling("package p; class Watcher { @dev.trackside.OnEpochEnd void on() {} }")
                    .compile();
            compiled.generates("p.Watcher_Working");
            assertThat(compiled.findings()).hasSize(1);
            return compiled.finding("extension-failed").message();
        }

        @Test
        void keepsAReportIsTold() throws IOException {
            assertThat(failure((handlers, additions) -> Misusing.kept.warning("late", handlers.origin(), "late")))
                    .contains("has ended");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Table", "two words", ""})
        void namesAClassAsItMustNotIsTold(String suffix) throws IOException {
            assertThat(failure((handlers, additions) -> additions.source(suffix, "")))
                    .contains("\"" + suffix + "\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/etc/passwd",
                    "../up.txt",
                    "a/../b",
                    "a/..",
                    "a//b",
                    "c:/a",
                    "a\\b",
                    "",
                    "META-INF/trackside/p.Watcher_Table.json",
                    "META-INF/services/dev.trackside.spi.HandlerTable"
                })
        void namesAResourceAsItMustNotIsTold(String path) throws IOException {
            assertThat(failure((handlers, additions) -> additions.resource(path, "")))
                    .contains(path);
        }

        @Test
        void writesOneFileTwiceIsTold() throws IOException {
            assertThat(failure((handlers, additions) -> {
                        additions.resource("a.txt", "1");
                        additions.resource("a.txt", "2");
                    }))
                    .contains("a.txt already");
        }
    }

    /** Writes what {@link Working} writes. */
    public static final class Copying implements ProcessorExtension {

        @Override
        public String id() {
            return "copying";
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            new Working().contribute(handlers, additions);
        }
    }

    @Nested
    class AFile {

        @Test
        void ofTwoExtensionsIsThatOfTheFirst() throws IOException {
            Compiled compiled = ExtensionPath.with(folder, Working.class, Copying.class)
                    .compiling("""
                            package p;
                            class Watcher { // ERROR extension-clash at 'class'
                                @dev.trackside.OnEpochEnd void on() {}
                            }
                            """)
                    .compile()
                    .reportsExactlyTheMarkedFindings();

            assertThat(compiled.finding("extension-clash").message())
                    .contains("\"working\" writes p.Watcher_Working, which the extension \"copying\" has written");
        }

        @Test
        void thatTheUserHasWrittenStaysTheirs() throws IOException {
            ExtensionPath.with(folder, Working.class)
                    .compiling("""
                            package p;
                            class Watcher { // ERROR extension-clash at 'class'
                                @dev.trackside.OnEpochEnd void on() {}
                            }
                            """, "package p; class Watcher_Working {}")
                    .compile()
                    .reportsExactlyTheMarkedFindings()
                    .generates("p.Watcher_Table");
        }
    }
}
