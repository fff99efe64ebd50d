package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Outcome;
import dev.trackside.Run;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An interrupt is a stop that skips validation, wherever it comes: design, "Events". */
class InterruptTests {

    private static final Simulation SIMULATION = Simulation.epochs(3)
            .batches(2)
            .validationBatches(2)
            .metric("loss", (epoch, batch) -> batch)
            .metric("val_loss", (epoch, batch) -> batch);

    private static SimulatedRun interruptedAt(String event, Object... callbacks) {
        AtomicReference<Run> run = new AtomicReference<>();
        Simulation simulation = SIMULATION
                .with(builder -> builder.onStart(run::set))
                .attach("interrupts", Answers.doing(event, () -> run.get().interrupt("Ctrl-C")));
        for (Object callback : callbacks) {
            simulation = simulation.attach(callback);
        }
        return simulation.run();
    }

    @Nested
    class InAValidation {

        @Test
        void endsItWithoutItsMetrics() {
            Sees sees = new Sees();
            SimulatedRun run = interruptedAt("OnValidationBatchBegin 0/0", sees);

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(run.events())
                    .endsWith(
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnDecision run INTERRUPT",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
            assertThat(sees.epochs).singleElement().satisfies(metrics -> assertThat(metrics)
                    .containsEntry("loss", 0.5)
                    .doesNotContainKey("val_loss"));
        }

        @Test
        void keepsTheMetricsOfAWholeOne() {
            Sees sees = new Sees();
            SimulatedRun run = interruptedAt("OnValidationBatchEnd 0/1", sees);

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(sees.epochs).singleElement().satisfies(metrics -> assertThat(metrics)
                    .containsEntry("val_loss", 0.5));
        }
    }

    @Nested
    class BeforeTheLeastEpochs {

        @Test
        void isNotDeferred() {
            AtomicReference<Run> run = new AtomicReference<>();
            SimulatedRun ended = SIMULATION
                    .minEpochs(3)
                    .with(builder -> builder.onStart(run::set))
                    .attach(Answers.doing("OnBatchEnd 0/0", () -> run.get().interrupt()))
                    .run();

            assertThat(ended.epochsTrained()).isEqualTo(1);
            assertThat(ended.outcome()).isEqualTo(Outcome.INTERRUPTED);
        }
    }

    @Nested
    class BeforeTheFirstEpoch {

        @Test
        void meansThatNoneBegins() {
            SimulatedRun run = interruptedAt("OnTrainBegin");

            assertThat(run.events()).containsExactly("OnTrainBegin", "OnDecision run INTERRUPT", "OnTrainEnd");
        }

        @Test
        void atItsBeginMeansNoBatchAndNoValidation() {
            SimulatedRun run = interruptedAt("OnEpochBegin 0");

            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin", "OnEpochBegin 0", "OnDecision run INTERRUPT", "OnEpochEnd 0", "OnTrainEnd");
        }
    }
}
