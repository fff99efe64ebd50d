package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Artifact;
import dev.trackside.Attachment;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.RunSummary;
import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
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
    class TheWeights {

        private final FakeWeights weights = FakeWeights.of(1, 2, 3);

        @Test
        void areRestoredAsTheyWere() {
            Weights.Snapshot snapshot = weights.snapshot();
            weights.set(7, 8, 9);

            weights.restore(snapshot, "were better");

            assertThat(weights.values()).containsExactly(1, 2, 3);
            assertThat(weights.restores()).containsExactly("were better");
            assertThat(FakeWeights.valuesOf(snapshot)).containsExactly(1, 2, 3);
        }

        @Test
        void areReadAndWrittenAsOneTensor() {
            Tensor tensor = weights.tensors().get(0);
            tensor.write(new double[] {4, 5, 6});

            assertThat(weights.values()).containsExactly(4, 5, 6);
            assertThat(tensor.read()).containsExactly(4, 5, 6);
            assertThat(tensor.shape()).containsExactly(3);
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.write(new double[] {1}));
        }

        @Test
        void refuseASnapshotOfAnotherModel() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weights.restore(FakeWeights.of(1).snapshot()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weights.restore(new Weights.Snapshot(new byte[] {1, 2})));
        }
    }

    @Nested
    class TheGradients {

        @Test
        void areScaledAndClipped() {
            FakeGradients gradients = FakeGradients.of(3, -4);
            gradients.scale(2);

            assertThat(gradients.clipByNorm(5)).isEqualTo(10);
            assertThat(gradients.values()).containsExactly(3, -4);
            gradients.clipByValue(3.5);
            assertThat(gradients.values()).containsExactly(3, -3.5);
            assertThatIllegalArgumentException().isThrownBy(() -> gradients.scale(Double.NaN));
        }

        @Test
        void mayBeNoNumbers() {
            assertThat(FakeGradients.of(1, Double.NaN).norm()).isNaN();
        }
    }

    @Nested
    class TheLearningRate {

        @Test
        void remembersHowItWasSet() {
            FakeLearningRate rate = FakeLearningRate.of(0.1);
            rate.set(0.05, "halved");

            assertThat(rate.get()).isEqualTo(0.05);
            assertThat(rate.changes()).containsExactly(new FakeLearningRate.Change(0.05, "halved"));
        }

        @Test
        void refusesWhatIsNone() {
            FakeLearningRate rate = FakeLearningRate.of(0);

            assertThatIllegalArgumentException().isThrownBy(() -> rate.set(-0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> rate.set(Double.NaN));
            assertThatIllegalArgumentException().isThrownBy(() -> FakeLearningRate.of(Double.POSITIVE_INFINITY));
            assertThat(rate.changes()).isEmpty();
        }
    }

    @Nested
    class ThePredictions {

        @Test
        void fitTogether() {
            FakePredictions predictions = FakePredictions.of(new double[] {1}, new double[][] {{0.3, 0.7}});

            assertThat(predictions.output(0, 1)).isEqualTo(0.7);
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> predictions.label(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FakePredictions.of(new double[] {1, 0}, new double[][] {{0.3, 0.7}, {1}}));
            assertThatIllegalArgumentException().isThrownBy(() -> FakePredictions.of(new double[0], new double[0][]));
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
    class TheCheckpoints {

        private final FakeCheckpoints checkpoints = new FakeCheckpoints();

        @Test
        void areTakenWhenTheTestSaysSo() {
            checkpoints.request("last");
            checkpoints.request("best");

            assertThat(checkpoints.saved()).isEmpty();
            assertThat(checkpoints.requests()).containsExactly("last", "best");

            List<Checkpoint> taken = checkpoints.take(0, 10, Map.of("val_loss", 0.5));

            assertThat(taken).extracting(Checkpoint::name).containsExactly("last", "best");
            assertThat(checkpoints.saved()).isEqualTo(taken);
            assertThat(checkpoints.requests()).isEmpty();
        }

        @Test
        void ofTheSameNameAreReplaced() {
            checkpoints.request("last");
            checkpoints.take(0, 10, Map.of());
            checkpoints.request("last");
            checkpoints.take(1, 20, Map.of());

            assertThat(checkpoints.saved()).extracting(Checkpoint::step).containsExactly(20L);
        }

        @Test
        void areDeletedOnlyIfTheyAreTheRunsOwn() {
            checkpoints.request("last");
            Checkpoint checkpoint = checkpoints.take(0, 10, Map.of()).get(0);
            checkpoints.delete(checkpoint);

            assertThat(checkpoints.deleted()).containsExactly(checkpoint);
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.delete(checkpoint));
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.request(".hidden"));
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
