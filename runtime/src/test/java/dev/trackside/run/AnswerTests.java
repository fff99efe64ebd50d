package dev.trackside.run;

import static dev.trackside.run.CallbackRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Decision;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What handlers return. */
class AnswerTests {

    @Nested
    class Answers {

        @Test
        void areAllRecordedAndTheStrongestWinsOfEqualsTheFirst() {
            RunResult result = run().attach("a", new SampleCallbacks.StopEpoch())
                    .attach("b", new SampleCallbacks.Stop("b"))
                    .attach("c", new SampleCallbacks.Stop("c"))
                    .epochs(3)
                    .train(CallbackRuns::epochs);

            assertThat(result.reason()).contains("b");
            assertThat(result.summary().batches()).isEqualTo(1);
            assertThat(result.decisions())
                    .extracting(Decision::callback, Decision::kind, Decision::effect)
                    .containsExactly(
                            tuple("a", Decision.Kind.STOP_EPOCH, Decision.Effect.OVERRULED),
                            tuple("b", Decision.Kind.STOP, Decision.Effect.TAKEN),
                            tuple("c", Decision.Kind.STOP, Decision.Effect.OVERRULED));
        }

        @Test
        void raiseDecisionsWithTheMetricsThatTheySaw() {
            SampleCallbacks.Decisions decisions = new SampleCallbacks.Decisions();
            run().attach("a", new SampleCallbacks.Stop("enough"))
                    .attach(decisions)
                    .epochs(3)
                    .train(CallbackRuns::epochs);

            assertThat(decisions.seen).singleElement().satisfies(decision -> {
                assertThat(decision.event()).isEqualTo("OnBatchEnd");
                assertThat(decision.epoch()).isZero();
                assertThat(decision.step()).isEqualTo(1);
                assertThat(decision.metrics()).containsEntry("loss", 1.0);
            });
        }
    }
}
