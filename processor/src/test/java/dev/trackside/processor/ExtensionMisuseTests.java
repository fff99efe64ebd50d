package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.extension.Report;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.testkit.Compiled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension that does what it must not is told so, and two write no file together. */
class ExtensionMisuseTests {

    /** What {@link Misusing} does. */
    private static BiConsumer<HandlerClass, Additions> misuse = (handlers, additions) -> {};

    @TempDir
    Path folder;

    @AfterEach
    void misuseNoMore() {
        misuse = (handlers, additions) -> {};
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
            Compiled compiled = ExtensionPath.with(folder, Misusing.class, Bystanders.Working.class)
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

    /** Writes what {@link Bystanders.Working} writes. */
    public static final class Copying implements ProcessorExtension {

        @Override
        public String id() {
            return "copying";
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            new Bystanders.Working().contribute(handlers, additions);
        }
    }

    @Nested
    class AFile {

        @Test
        void ofTwoExtensionsIsThatOfTheFirst() throws IOException {
            Compiled compiled = ExtensionPath.with(folder, Bystanders.Working.class, Copying.class)
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
            ExtensionPath.with(folder, Bystanders.Working.class)
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
