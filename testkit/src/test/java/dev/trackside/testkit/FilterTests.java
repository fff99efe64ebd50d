package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.EventType;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which occurrences of an event a filter lets pass, in a run and in one that is resumed: design, "Events". */
class FilterTests {

    private static final Simulation SIMULATION = Simulation.epochs(6)
            .batches(4)
            .validationBatches(3)
            .metric("loss", (epoch, batch) -> 1)
            .metric("val_loss", (epoch, batch) -> 1)
            .learningRate(1)
            .savesState();

    @TempDir
    Path runs;

    @Nested
    class Counts {

        @Test
        void ofBatchesAreWithinTheirEpochThoseOfStepsThroughTheRun() {
            Every every = new Every();
            Simulation.epochs(2).batches(4).attach(every).run();

            assertThat(every.heard).containsExactly("step 3", "batch 0/2", "begin 1", "step 6", "batch 1/2", "begin 3");
        }

        @Test
        void areJoinedByAnd() {
            Joined joined = new Joined();
            Simulation.epochs(1).batches(12).attach(joined).run();

            assertThat(joined.numbers).containsExactly(4, 6, 8);
        }
    }

    static final class Every {
        final List<String> heard = new ArrayList<>();

        @OnBatchEnd(every = 3)
        void batch(int epoch, int batch) {
            heard.add("batch " + epoch + "/" + batch);
        }

        @OnStep(every = 3)
        void step(long step) {
            heard.add("step " + step);
        }

        @OnBatchBegin(at = {2, 4})
        void begin(int epoch, int batch) {
            if (epoch == 1) {
                heard.add("begin " + batch);
            }
        }
    }

    static final class Joined {
        final List<Integer> numbers = new ArrayList<>();

        @OnBatchBegin(every = 2, from = 3, until = 8)
        void begin(int batch) {
            numbers.add(batch + 1);
        }
    }

    @Nested
    class OwnOccurrences {

        @Test
        void areCountedThroughTheRun() {
            Occurrences occurrences = new Occurrences();
            SIMULATION.folder(runs).attach(occurrences).attach(new Acts()).run();

            assertThat(occurrences.heard)
                    .containsExactly(
                            "validation batch 1/0",
                            "validation of 1",
                            "decision in 1",
                            "table-1",
                            "ping of 1",
                            "validation batch 2/1",
                            "validation batch 3/2",
                            "validation of 3",
                            "decision in 3",
                            "table-3",
                            "ping of 3",
                            "validation batch 5/0",
                            "validation of 5",
                            "decision in 5",
                            "table-5",
                            "ping of 5");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "OnEpochEnd 0",
                    "OnBatchEnd 2/1",
                    "OnValidationBatchEnd 1/1",
                    "OnValidationBegin 3",
                    "OnValidationEnd 2",
                    "OnEpochEnd 4"
                })
        void areCountedOnInARunThatIsResumed(String event) {
            Occurrences whole = new Occurrences();
            SIMULATION
                    .folder(runs)
                    .attach(whole)
                    .attach(new Acts())
                    .attach(new Saves(event))
                    .run();
            Occurrences resumed = new Occurrences();
            SIMULATION
                    .folder(runs)
                    .resume("last")
                    .attach(resumed)
                    .attach(new Acts())
                    .attach(new Saves("never again"))
                    .run();

            int saved = whole.heard.indexOf(Occurrences.SAVED);
            assertThat(saved).isNotNegative();
            assertThat(resumed.heard).isEqualTo(whole.heard.subList(saved + 1, whole.heard.size()));
        }
    }

    @EventType(payload = Integer.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface OnPing {
        int every() default 1;
    }

    /** Makes a decision, hands in a table and raises an event of its own at each epoch end. */
    static final class Acts {
        @OnEpochEnd
        void act(int epoch, LearningRate rate, RunFiles files, Run run) {
            rate.set(rate.get() / 2, "half");
            files.table("table-" + epoch, List.of("epoch"), List.of(List.of(epoch)));
            run.fire(OnPing.class, epoch);
        }
    }

    /** Hears every second of each kind, every fourth validation batch, and each checkpoint. */
    static final class Occurrences {
        static final String SAVED = "saved";

        final List<String> heard = new ArrayList<>();

        @OnValidationEnd(every = 2)
        void validation(int epoch) {
            heard.add("validation of " + epoch);
        }

        @OnValidationBatchEnd(every = 4)
        void validationBatch(int epoch, int batch) {
            heard.add("validation batch " + epoch + "/" + batch);
        }

        @OnDecision(every = 2)
        void decision(dev.trackside.Decision decision) {
            heard.add("decision in " + decision.epoch());
        }

        @OnArtifact(every = 2)
        void artifact(dev.trackside.Artifact artifact) {
            heard.add(artifact.name());
        }

        @OnPing(every = 2)
        void ping(Integer epoch) {
            heard.add("ping of " + epoch);
        }

        @OnCheckpoint
        void checkpoint() {
            heard.add(SAVED);
        }
    }

    @Nested
    class Seconds {

        private final Simulation slow = SIMULATION.secondsPerBatch(1);

        @Test
        void areCountedFromTrainBeginOnWithoutDrift() {
            Ticks ticks = new Ticks();
            // Seven seconds an epoch: four batches and three of validation.
            slow.attach(ticks).run();

            assertThat(ticks.steps).startsWith(3L, 5L, 6L, 9L, 12L, 13L, 15L);
        }

        @Test
        void goOnInARunThatIsResumed() {
            Ticks whole = new Ticks();
            slow.folder(runs).attach(whole).attach(new Saves("OnBatchEnd 1/2")).run();
            Ticks resumed = new Ticks();
            slow.folder(runs)
                    .resume("last")
                    .attach(resumed)
                    .attach(new Saves("never again"))
                    .run();

            assertThat(resumed.steps)
                    .isNotEmpty()
                    .containsExactlyElementsOf(
                            whole.steps.stream().filter(step -> step > 7).toList());
        }

        @Test
        void areNotUsedUpByAnEventThatLacksTheMetric() {
            Rarely rarely = new Rarely();
            slow.validateEvery(2).attach(rarely).run();

            assertThat(rarely.epochs).containsExactly(3, 5);
        }
    }

    static final class Ticks {
        final List<Long> steps = new ArrayList<>();

        @OnStep(everySeconds = 3)
        void step(long step) {
            steps.add(step);
        }
    }

    static final class Rarely {
        final List<Integer> epochs = new ArrayList<>();

        @OnEpochEnd(everySeconds = 13)
        void epoch(int epoch, @Metric("val_loss") double loss) {
            epochs.add(epoch);
        }
    }
}
