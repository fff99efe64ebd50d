package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import dev.trackside.processor.testkit.Finding;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where findings are put, how often, and what they propose. */
class ReportingTests {

    private static Compiling compiling(String source) {
        return Compiling.source("package p;\nimport dev.trackside.*;\nimport java.util.*;\n" + source)
                .processedBy(new TableProcessor(), new IndexProcessor());
    }

    @Test
    void eachEntryOfAnArrayHasItsOwn() {
        Compiled compiled = compiling("""
                        class Watcher {
                            @OnEpochEnd(at = {0, 2, 0}) // ERROR count-not-positive at '0, 2' ERROR count-not-positive at '0})'
                            void on() {}
                        }
                        """).compile().reportsExactlyTheMarkedFindings();
        assertThat(compiled.findings()).extracting(Finding::message).hasSize(2);
    }

    @Test
    void allOfAClassAreReportedAtOnceFromTopToBottom() {
        Compiled compiled = compiling("""
                        class Watcher { // nothing here
                            @Option private int patience; // ERROR option-private at 'patience'
                            @OnEpochEnd private void one() {} // ERROR private-handler at 'one'
                            @OnEpochEnd String two(Batch batch) { return ""; } // ERROR return-type at 'two' ERROR wrong-parameter at 'batch'
                            @OnBatchEnd(every = 0) void three(String text) {} // ERROR every-not-positive at '0' ERROR unknown-parameter at 'text'
                            @State final int best = 1; // ERROR state-final at 'best'
                        }
                        """).compile().reportsExactlyTheMarkedFindings();
        assertThat(compiled.findings()).extracting(Finding::line).isSorted();
    }

    @Test
    void aFaultThatSubclassesInheritIsReportedOnce() {
        compiling("""
                class Base {
                    @OnEpochEnd(at = {0, 0}) // ERROR count-not-positive at '0,' ERROR count-not-positive at '0}'
                    void on(int epok) {} // ERROR unknown-parameter at 'epok'
                }
                class One extends Base { @OnTrainEnd void end() {} }
                class Two extends Base { @OnTrainEnd void end() {} }
                """).compile().reportsExactlyTheMarkedFindings();
    }

    @Test
    void aTypeArgumentIsJudgedWhereItIsGiven() {
        compiling("""
                abstract class Base<T> {
                    @OnEpochEnd void on(T received) {}
                }
                class Wrong extends Base<String> {} // ERROR unknown-parameter at 'class'
                class Right extends Base<Epoch> {}
                """)
                .compile()
                .reportsExactlyTheMarkedFindings()
                .doesNotGenerate("p.Wrong_Table")
                .generates("p.Right_Table");
    }

    @Test
    void anEventFromAClassFileIsJudgedWhereItIsUsed(@TempDir Path folder) {
        Compiling.source("""
                        package q;
                        @dev.trackside.EventType(payload = String.class)
                        public @interface OnPlateau { long every() default 1; }
                        """).processedBy().compile().compilesCleanly().writeTo(folder);
        Compiling.source("""
                        package p;
                        class Watcher {
                            @q.OnPlateau(every = 2) // ERROR event-attribute at '@'
                            void on() {}
                        }
                        """)
                .classPath(DiagnosticPage.API, folder)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    /** The compiler would add a warning of its own if it were asked to create such a file. */
    @Test
    void aTableOfTheUsersOwnIsFoundBeforeTheCompilerIsAsked() {
        compiling("""
                class Watcher { // ERROR table-clash at 'class'
                    @OnEpochEnd void on() {}
                }
                class Watcher_Table {}
                """).with("-Xlint:all,-processing,-auxiliaryclass").compile().reportsExactlyTheMarkedFindings();
    }

    @Test
    void aHundredHealthyClassesAndABrokenOneGiveOneError() {
        String healthy = IntStream.range(0, 100)
                .mapToObj("class Healthy%d { @OnEpochEnd void on(Epoch epoch) {} }\n"::formatted)
                .collect(Collectors.joining());
        Compiled compiled = compiling("""
                class Broken {
                    @OnEpochEnd void on(int epok) {} // ERROR unknown-parameter at 'epok'
                }
                """ + healthy).compile().reportsExactlyTheMarkedFindings();
        IntStream.range(0, 100).forEach(i -> compiled.generates("p.Healthy%d_Table".formatted(i)));
        compiled.doesNotGenerate("p.Broken_Table");
    }

    /** What a handler looks like, and what the message proposes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            @OnEpochEnd void on(double valLoss)               | unknown-parameter      | Did you mean @Metric("val_loss") double valLoss?
            @OnEpochEnd void on(Optional<Double> loss)        | unknown-parameter      | Did you mean @Metric("loss") OptionalDouble loss?
            @OnEpochEnd void on(int epok)                     | unknown-parameter      | Did you mean int epoch?
            @OnEpochEnd void on(Long steps)                   | unknown-parameter      | Did you mean long step?
            @OnEpochEnd void on(java.time.Clock clock)        | unknown-parameter      | Did you mean dev.trackside.Clock?
            @OnEpochEnd void on(Optional<Metrics> metrics)    | wrong-parameter        | It is always there: take Metrics itself.
            @OnEpochEnd void on(Optional<Run> run)            | optional-service       | Take Run itself.
            @OnEpochEnd void on(Batch batch)                  | wrong-parameter        | Change the type, or the annotation to @OnBatchEnd.
            @OnCheckpoint void on(Epoch epoch)                | wrong-parameter        | take Optional<Epoch>
            @OnFailure void on(java.io.IOException fault)     | wrong-parameter        | take that and test it with instanceof
            @OnFailure void on(Error fault)                   | wrong-parameter        | take that and test it with instanceof
            @OnEpochEnd void on(Gradients gradients)          | capability-unavailable | @OnGradients
            @OnEpochEnd void on(@Metric("{monitor}") double x)| metric-name            | Did you mean @Metric(option = "monitor")?
            @OnEpochEnd void on(@Metric(option="monitr") double x)| metric-option-unknown | Did you mean "monitor"?
            @OnEpochEnd void on(@Metric(option="moniTor") double x)| metric-option-unknown | Did you mean "monitor"?
            """)
    void messagesProposeWhatWasMeant(String handler, String id, String proposal) {
        Compiled compiled = compiling("class Watcher { @Option String monitor; " + handler + " {} }")
                .compile();
        assertThat(compiled.finding(id).message()).contains(proposal);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource({"Early Stop,early-stop", "earlyStop,early-stop", "'',watcher", "42,watcher", "1-a-,a"})
    void anIdIsProposedThatIsValid(String id, String proposed) {
        assertThat(compiling("@Plugin(\"" + id + "\") class Watcher { @OnEpochEnd void on() {} }")
                        .compile()
                        .finding("id-form")
                        .message())
                .contains("Try \"" + proposed + "\"");
    }
}
