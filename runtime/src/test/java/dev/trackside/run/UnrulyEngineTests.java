package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import dev.trackside.spi.TrainingLoop;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose engine does not keep to the rules. */
class UnrulyEngineTests {

    private final Trace trace = new Trace();

    private RunBuilder run() {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .attach(trace)
                .epochs(3);
    }

    @Test
    void thatSwallowsTheExceptionOfAHandlerCannotGoOn() {
        assertThatThrownBy(() -> run().attach(new OwnLoopTests.Broken()).train(new Swallows()))
                .hasMessageContaining("broken")
                .hasRootCauseMessage("bad");
        assertThat(trace.events).doesNotContain("epoch begin 1").endsWith("train end FAILED");
    }

    @Test
    void thatThrowsSomethingElseInsteadAddsToIt() {
        assertThatThrownBy(() -> run().attach(new OwnLoopTests.Broken()).train(new ThrowsInstead()))
                .hasRootCauseMessage("bad")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("native code failed"));
    }

    @Test
    void thatReturnsEarlyHasLeft() {
        RunResult result = run().train(new ReturnsInAValidation());

        assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
        assertThat(trace.events)
                .endsWith(
                        "validation begin",
                        "validation batch begin 0",
                        "validation batch end 0",
                        "validation end",
                        "epoch end 0",
                        "train end LEFT");
    }

    @Test
    void thatRecordsAMetricOfTrainingInAValidationFails() {
        assertThatThrownBy(() -> run().train(new RecordsLossInValidation()))
                .hasMessageContaining("The engine one-batch records loss in a validation")
                .hasMessageContaining("Name it val_loss.");
    }

    static final class Swallows extends OneBatchEngine {
        @Override
        void batch(TrainingLoop loop) {
            // The base ends the batch; here it fails first and nobody is told.
            try {
                loop.endBatch();
            } catch (TracksideException swallowed) {
                assertThat(swallowed).hasRootCauseMessage("bad");
            }
        }
    }

    static final class ThrowsInstead extends OneBatchEngine {
        @Override
        void batch(TrainingLoop loop) {
            try {
                loop.endBatch();
            } catch (TracksideException swallowed) {
                throw new IllegalStateException("native code failed");
            }
        }
    }

    static final class ReturnsInAValidation extends OneBatchEngine {
        @Override
        void batch(TrainingLoop loop) {
            throw new UnsupportedOperationException("there is none");
        }

        @Override
        public void train(TrainingLoop loop) {
            loop.nextEpoch();
            loop.beginValidation();
            loop.beginValidationBatch(1);
        }
    }

    static final class RecordsLossInValidation extends OneBatchEngine {
        @Override
        void batch(TrainingLoop loop) {
            throw new UnsupportedOperationException("there is none");
        }

        @Override
        public void train(TrainingLoop loop) {
            loop.nextEpoch();
            loop.beginValidation();
            loop.beginValidationBatch(1);
            loop.record(loop.slot("loss"), 1);
        }
    }
}
