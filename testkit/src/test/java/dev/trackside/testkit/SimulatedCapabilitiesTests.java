package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatedCapabilitiesTests {

    @Nested
    class Capabilities {

        private final Meddles meddles = new Meddles();
        private final Simulation simulation =
                Simulation.epochs(3).batches(2).weights(2).learningRate(0.8).gradients(step -> step < 3 ? 0.5 : 4);

        @Test
        void theWeightsTellWhichStepTheyAreOf() {
            assertThat(simulation.run().finalWeights()).containsExactly(6, 7);

            SimulatedRun run = simulation.attach(meddles).run();

            assertThat(run.finalWeights()).containsExactly(2, 3);
            assertThat(run.decisionsOf("meddles"))
                    .filteredOn(decision -> decision.kind() == Decision.Kind.RESTORE)
                    .extracting(Decision::reason)
                    .containsExactly("the first were good enough");
        }

        @Test
        void theLearningRateIsThatOfEachStep() {
            SimulatedRun run = simulation.attach(meddles).run();

            assertThat(run.learningRates()).containsExactly(0.8, 0.8, 0.4, 0.4, 0.2, 0.2);
            assertThat(run.summary().metrics()).containsEntry("lr", 0.1);
        }

        @Test
        void theGradientsAreThoseThatHandlersHaveLeft() {
            assertThat(simulation.run().gradientNorms()).containsExactly(0.5, 0.5, 0.5, 4.0, 4.0, 4.0);
            assertThat(simulation.attach(meddles).run().gradientNorms()).containsExactly(0.5, 0.5, 0.5, 1.0, 1.0, 1.0);
        }

        @Test
        void aSkippedStepHasNeitherNormNorRate() {
            SimulatedRun run = simulation
                    .attach(Answers.at("OnGradients 0/1", Control.skipBatch("bad")))
                    .run();

            assertThat(run.gradientNorms()).hasSize(5);
            assertThat(run.learningRates()).hasSize(5);
        }

        @Test
        void gradientsAreLentForTheEventOnly() {
            simulation.attach(meddles).run();

            assertThatIllegalStateException()
                    .isThrownBy(() -> Objects.requireNonNull(meddles.lent).norm());
        }

        @Test
        void predictionsComeAtEachValidationBatchAndAreLent() {
            Sees sees = new Sees();
            Simulation.epochs(1)
                    .validationBatches(2)
                    .predictions(new double[] {0, 1}, new double[][] {{0.9, 0.1}, {0.2, 0.8}})
                    .attach(sees)
                    .run();

            assertThat(sees.predictions).hasSize(2);
            Predictions kept = sees.predictions.get(1);
            assertThat(kept.size()).isEqualTo(2);
            assertThat(kept.width()).isEqualTo(2);
            assertThat(kept.label(1)).isEqualTo(1);
            assertThat(kept.output(1, 0)).isEqualTo(0.2);
            assertThatIllegalStateException()
                    .isThrownBy(() -> Objects.requireNonNull(sees.lent).size());
        }

        @Test
        void thatWereNotAskedForAreMissingAsInAnyRun() {
            SimulatedRun run = Simulation.epochs(1).attach(meddles).runAndFail();

            assertThat(run.failure())
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("meddles")
                    .hasMessageContaining("Gradients")
                    .hasMessageContaining("simulation");
            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.events()).isEmpty();
            assertThatIllegalStateException().isThrownBy(run::decisions).withCause(run.failure());
        }

        @Test
        void withoutWeightsThereAreNoFinalOnes() {
            SimulatedRun run = Simulation.epochs(1).run();

            assertThatIllegalStateException().isThrownBy(run::finalWeights).withMessageContaining("Simulation.weights");
        }
    }
}
