package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Artifact;
import dev.trackside.Attachment;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakesTests {

    @Nested
    class TheClock {

        private final TestClock clock = new TestClock();

        @Test
        void standsStill() {
            assertThat(clock.now()).isEqualTo(TestClock.START).isEqualTo(clock.now());
            assertThat(clock.nanoTime()).isZero();
        }

        @Test
        void advancesBothTimes() {
            clock.advance(Duration.ofMillis(1500));

            assertThat(clock.now()).isEqualTo(TestClock.START.plusMillis(1500));
            assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
        }

        @Test
        void neverRunsBackUnlessItIsSet() {
            assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
            clock.advance(Duration.ofSeconds(1));

            clock.set(Instant.EPOCH);

            assertThat(clock.now()).isEqualTo(Instant.EPOCH);
            assertThat(clock.nanoTime()).isEqualTo(1_000_000_000L);
        }
    }

    @Nested
    class TheConsole {

        @Test
        void keepsLinesAndLiveTexts() {
            RecordingConsole console = RecordingConsole.interactive(20);
            console.live("25 %");
            console.line("epoch 1");
            console.live("");

            assertThat(console.lines()).containsExactly("epoch 1");
            assertThat(console.liveTexts()).containsExactly("25 %", "");
            assertThat(console.live()).isEmpty();
            assertThat(console.width()).isEqualTo(20);
            assertThat(console.interactive()).isTrue();
        }

        @Test
        void hasNoLiveRegionUnlessItIsInteractive() {
            RecordingConsole console = RecordingConsole.plain();
            console.live("25 %");

            assertThat(console.liveTexts()).isEmpty();
            assertThat(console.interactive()).isFalse();
            assertThat(console.width()).isEqualTo(80);
        }

        @Test
        void refusesLineEnds() {
            RecordingConsole console = RecordingConsole.plain();

            assertThatIllegalArgumentException().isThrownBy(() -> console.line("two\nlines"));
            assertThatIllegalArgumentException().isThrownBy(() -> console.live("back\rto the start"));
        }
    }

    @Nested
    class TheViews {

        @Test
        void showWhatTheyAreGiven() {
            assertThat(FakeEpoch.of(3).number()).isEqualTo(4);
            assertThat(FakeBatch.of(1, 2).withSteps(10)).isEqualTo(new FakeBatch(1, 2, 10, 1, false, true));
            assertThat(FakeValidation.of(1, -1)).isEqualTo(new FakeValidation(1, -1, false));
            assertThat(FakeMetrics.of("loss", 0.5).and("val_loss", 0.7).names()).containsExactly("loss", "val_loss");
        }

        @Test
        void tellNaNFromAbsence() {
            FakeMetrics metrics = FakeMetrics.of(Map.of("val_loss", Double.NaN));

            assertThat(metrics.find("val_loss")).hasValue(Double.NaN);
            assertThat(metrics.find("loss")).isEmpty();
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> metrics.get("loss"))
                    .withMessageContaining("loss")
                    .withMessageContaining("val_loss");
        }

        @Test
        void refuseWhatCannotBe() {
            assertThatIllegalArgumentException().isThrownBy(() -> FakeEpoch.of(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> FakeBatch.of(0, -1));
            assertThatIllegalArgumentException().isThrownBy(() -> new FakeBatch(0, 0, 0, 0, false, true));
            assertThatIllegalArgumentException().isThrownBy(() -> new FakeBatch(0, 0, 0, 1, true, true));
            assertThatIllegalArgumentException().isThrownBy(() -> FakeValidation.of(0, -2));
        }
    }

    @Nested
    class ThePlan {

        @Test
        void knowsTheStepsIfItKnowsTheRest() {
            assertThat(FakePlan.of(100_000, 100_000).steps()).hasValue(10_000_000_000L);
            assertThat(FakePlan.unknown().steps()).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> FakePlan.of(0, 1));
        }
    }

    @Nested
    class TheFiles {

        @TempDir
        Path folder;

        @Test
        void writeTables() {
            FakeRunFiles files = FakeRunFiles.in(folder.resolve("run"));
            files.table("words", List.of("n", "word"), List.of(List.of(1, "plain"), List.of(2, "a \"b\", c")));

            assertThat(files.artifacts()).singleElement().satisfies(table -> {
                assertThat(table.kind()).isEqualTo(Artifact.Kind.TABLE);
                assertThat(table.file()).hasContent("n,word\r\n1,plain\r\n2,\"a \"\"b\"\", c\"\r\n");
            });
            assertThat(files.folder()).isDirectory();
        }

        @Test
        void takeOnlyFilesThatAreThere() throws Exception {
            FakeRunFiles files = FakeRunFiles.temporary();
            Path file = files.folder().resolve("curve.svg");

            assertThatIllegalArgumentException().isThrownBy(() -> files.artifact("curve", file));
            Files.writeString(file, "<svg/>");
            files.artifact("curve", file);

            assertThat(files.artifacts()).extracting(Artifact::name).containsExactly("curve");
        }

        @Test
        void refuseTablesThatAreNone() {
            FakeRunFiles files = FakeRunFiles.in(folder);

            assertThatIllegalArgumentException().isThrownBy(() -> files.table("../up", List.of("a"), List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> files.table("ragged", List.of("a"), List.of(List.of(1, 2))));
            assertThat(files.artifacts()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Nested
    class TheRun {

        private final FakeRun run = FakeRun.named("digits");

        /** An event of one's own. */
        @EventType(payload = String.class)
        @Target(ElementType.METHOD)
        @Retention(RetentionPolicy.RUNTIME)
        @interface OnWord {}

        @Test
        void tellsWhatTheTestHasSaid() {
            RunSummary summary = new RunSummary(1, 2, 3, Duration.ofSeconds(4), Map.of("loss", 0.5), List.of());
            Decision decision = new Decision(
                    "me",
                    Decision.Kind.STOP,
                    "enough",
                    Optional.empty(),
                    "OnEpochEnd",
                    0,
                    1,
                    Decision.Effect.TAKEN,
                    Map.of(),
                    TestClock.START);
            run.parameter("optimizer.lr", "0.1")
                    .decided(decision)
                    .summary(summary)
                    .ended(Outcome.STOPPED, "enough");

            assertThat(run.name()).isEqualTo("digits");
            assertThat(run.parameters()).containsExactly(Map.entry("optimizer.lr", "0.1"));
            assertThat(run.decisions()).containsExactly(decision);
            assertThat(run.summary()).isEqualTo(summary);
            assertThat(run.outcome()).contains(Outcome.STOPPED);
            assertThat(run.reason()).contains("enough");
        }

        @Test
        void goesOnUntilItIsEnded() {
            assertThat(run.outcome()).isEmpty();
            assertThat(run.reason()).isEmpty();
            assertThat(run.summary().epochs()).isZero();
        }

        @Test
        void remembersEventsAndInterrupts() {
            run.fire(OnWord.class, "plateau");
            run.interrupt("out of time");
            run.interrupt();

            assertThat(run.fired()).containsExactly(new FakeRun.Fired(OnWord.class, "plateau"));
            assertThat(run.interrupts()).containsExactly("out of time", "interrupted");
        }

        @Test
        void refusesEventsAsARealOne() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.fire(OnEpochEnd.class, FakeEpoch.of(0)))
                    .withMessageContaining("OnEpochEnd");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.fire(OnWord.class, 7))
                    .withMessageContaining("java.lang.String");
        }

        @Test
        void attachesUnderTheIdOfTheClass() {
            Attachment attachment = run.attach(new EventRecorder());

            assertThat(attachment.id()).isEqualTo("event-recorder");
            assertThat(attachment.attached()).isTrue();
            assertThat(run.attached()).containsOnlyKeys("event-recorder");
            assertThatThrownBy(() -> run.attach("event-recorder", "another")).isInstanceOf(TracksideException.class);

            attachment.detach();
            attachment.detach();

            assertThat(attachment.attached()).isFalse();
            assertThat(run.attached()).isEmpty();
        }

        @Test
        void refusesAnIdThatIsNone() {
            assertThatIllegalArgumentException().isThrownBy(() -> run.attach("Not An Id", new EventRecorder()));
        }
    }
}
