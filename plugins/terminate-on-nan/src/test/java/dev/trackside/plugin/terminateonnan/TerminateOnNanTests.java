package dev.trackside.plugin.terminateonnan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.run.RunResult;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminateOnNanTests {

    private static final double NAN = Double.NaN;

    /** Epochs of four batches. */
    private static Simulation losses(double... ofBatches) {
        return Simulation.epochs(ofBatches.length / 4)
                .batches(4)
                .weights(1)
                .metric("loss", (epoch, batch) -> ofBatches[epoch * 4 + batch])
                .attach(new TerminateOnNan());
    }

    @Nested
    class StopsARun {

        @ParameterizedTest(name = "{0}")
        @ValueSource(doubles = {NAN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void beforeThePoisonedStep(double poison) {
            SimulatedRun run = losses(3, 2, 2, 1, 1, 1, poison, 1).gradients(1).run();

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason()).hasValue("loss is " + poison + " at batch 3 of epoch 2; its step was not made");
            assertThat(run.finalWeights()).as("six steps").containsExactly(6);
            assertThat(run.decisionsOf("terminate-on-nan"))
                    .singleElement()
                    .satisfies(decision -> assertThat(decision.cause()).hasValue("METRIC"));
        }

        @Test
        void atTheEndOfTheBatchWhereTheEngineDoesNotAskBeforeTheStep() {
            RunResult run = OwnLoop.train(Map.of(), 3, 2, NAN, 1);

            assertThat(run.reason()).hasValue("loss is NaN at batch 3 of epoch 1");
            assertThat(run.summary().steps()).isEqualTo(3);
        }

        @Test
        void withGradientsThatAreNoNumbers() {
            SimulatedRun run = losses(3, 2, 1, 1)
                    .gradients(step -> step == 2 ? NAN : 1)
                    .option("terminate-on-nan.gradients", true)
                    .run();

            assertThat(run.reason())
                    .hasValue("the norm of the gradients is NaN at batch 3 of epoch 1; its step was not made");
            assertThat(run.finalWeights()).containsExactly(2);
        }

        @Test
        void withAnyMetricThatIsNoNumberIfAsked() {
            Simulation simulation = losses(3, 2, 1, 1).metric("val_f1", NAN);

            assertThat(simulation.run().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(losses(3, 2, 1, 1)
                            .metric("val_f1", NAN)
                            .option("terminate-on-nan.every-metric", true)
                            .run()
                            .reason())
                    .hasValue("val_f1 is NaN at the validation of epoch 1");
        }

        @Test
        void notForLossesThatAreNumbers() {
            assertThat(losses(3, 1e300, -5, 0).run().outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Nested
    class AtASpike {

        private Simulation spiky(String action) {
            return losses(1, 1.5, 1, 0.5, 1, 9, 1, 1)
                    .gradients(1)
                    .option("terminate-on-nan.spike-window", 4)
                    .option("terminate-on-nan.spike-ratio", 3)
                    .option("terminate-on-nan.on-spike", action);
        }

        @Test
        void stops() {
            SimulatedRun run = spiky("stop").run();

            assertThat(run.reason()).hasValue("loss is 9.0000 at batch 2 of epoch 2, after a mean of 1.0000");
            assertThat(run.finalWeights()).containsExactly(5);
        }

        @Test
        void leavesTheStepOut() {
            SimulatedRun run = spiky("skip").run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(run.decisionsOf("terminate-on-nan"))
                    .extracting(Decision::kind)
                    .containsExactly(Decision.Kind.SKIP_BATCH);
            assertThat(run.finalWeights()).as("seven of eight steps").containsExactly(7);
        }

        @Test
        void stopsWhereAStepCannotBeLeftOut() {
            RunResult run = OwnLoop.train(Map.of("spike-window", 4, "on-spike", "skip"), 1, 1, 1, 1, 1, 9, 1, 1);

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason()).get().asString().contains("needs an engine with gradients");
        }

        @Test
        void putsTheLastGoodWeightsBackAndLowersTheRate() {
            SimulatedRun run = spiky("restore")
                    .learningRate(0.1)
                    .option("terminate-on-nan.good-every-steps", 3)
                    .option("terminate-on-nan.lr-factor", 0.5)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            // Copied after steps 1 and 4; at the spike, after five steps, those of step 4; two steps come after it.
            assertThat(run.finalWeights()).containsExactly(6);
            assertThat(run.learningRates()).containsExactly(0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05);
            assertThat(run.decisionsOf("terminate-on-nan"))
                    .extracting(Decision::kind)
                    .containsExactlyInAnyOrder(Decision.Kind.RESTORE, Decision.Kind.SKIP_BATCH);
        }

        @Test
        void neverTakesWeightsForGoodWhoseLossWasASpike() {
            // In this loop the spike is seen after the step of its batch. Weights are copied after each batch; those
            // that made the spike
            // are not good.
            OwnLoop loop = new OwnLoop();
            loop.run(Map.of("spike-window", 4, "good-every-steps", 1, "on-spike", "restore"), 1, 1, 1, 1, 1, 9, 1, 1);

            assertThat(loop.steps).as("four steps, and two after the restore").isEqualTo(6);
        }

        @Test
        void stopsWhenThereHaveBeenTooMany() {
            SimulatedRun run = losses(1, 1, 1, 1, 9, 9, 9, 9)
                    .gradients(1)
                    .option("terminate-on-nan.spike-window", 2)
                    .option("terminate-on-nan.max-spikes", 2)
                    .option("terminate-on-nan.on-spike", "skip")
                    .run();

            assertThat(run.reason())
                    .hasValue("loss is 9.0000 at batch 2 of epoch 2, after a mean of 1.0000; it is spike 2");
        }

        @Test
        void isNotLookedForBeforeTheWindowIsFull() {
            SimulatedRun run = losses(1, 9, 1, 1)
                    .option("terminate-on-nan.spike-window", 2)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Nested
    class Refuses {

        @Test
        void gradientsOfAnEngineThatHasNone() {
            SimulatedRun run = losses(1, 1, 1, 1)
                    .option("terminate-on-nan.gradients", true)
                    .runAndFail();

            assertThat(run.failure())
                    .hasMessageContaining("terminate-on-nan-gradients")
                    .hasMessageContaining("Gradients")
                    .hasMessageContaining("simulation");
        }

        @Test
        void toRestoreWeightsOfAnEngineThatHasNone() {
            SimulatedRun run = Simulation.epochs(1)
                    .metric("loss", 1)
                    .attach(new TerminateOnNan())
                    .option("terminate-on-nan.spike-window", 2)
                    .option("terminate-on-nan.on-spike", "restore")
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("on-spike: restore needs the capability Weights");
        }
    }
}
