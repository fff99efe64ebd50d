package dev.trackside.run;

import static dev.trackside.run.CallbackRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Attachment;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Phase;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbackTests {

    @Nested
    class AttachedWhileTheRunGoesOn {

        @Test
        void getsTrainBeginFirstAndEventsUntilItIsDetached() {
            Late late = new Late();
            run().attach(new Attacher(late)).epochs(3).train(CallbackRuns::epochs);

            assertThat(late.heard).containsExactly("train begin", "epoch begin 1", "closed");
        }

        @Test
        void underATakenIdIsAnError() {
            assertThatThrownBy(() -> run().attach("late", new Late())
                            .attach(new Attacher(new Late()))
                            .epochs(3)
                            .train(CallbackRuns::epochs))
                    .hasMessageContaining("The id late is taken in this run");
        }
    }

    static final class Late implements AutoCloseable {
        final List<String> heard = new ArrayList<>();

        @OnTrainBegin
        void begin() {
            heard.add("train begin");
        }

        @OnEpochBegin
        void epoch(int epoch) {
            heard.add("epoch begin " + epoch);
        }

        @Override
        public void close() {
            heard.add("closed");
        }
    }

    static final class Attacher {
        private final Late late;
        private final AtomicReference<Attachment> attachment = new AtomicReference<>();

        Attacher(Late late) {
            this.late = late;
        }

        @OnEpochEnd
        void end(int epoch, Run run) {
            if (epoch == 0) {
                attachment.set(run.attach(late));
            }
            if (epoch == 1) {
                attachment.get().detach();
            }
        }
    }

    @Nested
    class AFailure {

        @Test
        void ofAReporterDetachesItOnceAndTheRunGoesOn() {
            RunResult result = run().option("run.min-epochs", 0)
                    .attach(new Trace())
                    .attach("flaky", new SampleCallbacks.Flaky())
                    .option("flaky.on-failure", "detach")
                    .epochs(3)
                    .train(CallbackRuns::epochs);

            assertThat(result.summary().epochs()).isEqualTo(3);
            assertThat(result.summary().callbacks())
                    .filteredOn(callback -> callback.id().equals("flaky"))
                    .singleElement()
                    .satisfies(callback -> {
                        assertThat(callback.calls()).isEqualTo(1);
                        assertThat(callback.detached()).hasValueSatisfying(why -> assertThat(why)
                                .contains("Flaky.end", "@OnEpochEnd in epoch 1", "UncheckedBroken: no disk"));
                    });
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback)
                    .containsExactly(tuple(Decision.Kind.DETACH, "flaky"));
        }

        @Test
        void atTrainEndStopsNobodyElseAndFailsTheRunAfterAll() {
            Trace trace = new Trace();
            assertThatThrownBy(() -> run().attach(new BreaksAtEnd())
                            .attach(trace)
                            .epochs(1)
                            .train(CallbackRuns::epochs))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("breaks-at-end");

            assertThat(trace.events).endsWith("train end COMPLETED");
        }

        @Test
        void bySkippingWhereNothingCanBeSkippedIsTheHandlers() {
            assertThatThrownBy(() -> run().attach(new SkipsTooLate()).epochs(1).train(CallbackRuns::epochs))
                    .hasMessageContaining("skipBatch(\"late\") has no meaning at @OnEpochEnd");
        }
    }

    static final class BreaksAtEnd {
        @OnTrainEnd
        void end() {
            throw new SampleCallbacks.UncheckedBroken("too late");
        }
    }

    static final class SkipsTooLate {
        @OnEpochEnd
        Control end() {
            return Control.skipBatch("late");
        }
    }

    @Nested
    class Filters {

        @Test
        void countFromOneAndAWindowNeverShiftsThePhase() {
            Filtered filtered = new Filtered();
            run().attach(filtered).epochs(12).train(CallbackRuns::epochs);

            assertThat(filtered.thirds).containsExactly(6, 9, 12);
            assertThat(filtered.batches).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            assertThat(filtered.steps).containsExactly(10L, 20L, 30L);
        }
    }

    static final class Filtered {
        final List<Integer> thirds = new ArrayList<>();
        final List<Integer> batches = new ArrayList<>();
        final List<Long> steps = new ArrayList<>();

        @OnEpochEnd(every = 3, from = 5)
        void third(Epoch epoch) {
            thirds.add(epoch.number());
        }

        @OnBatchEnd(every = 2)
        void second(int batch) {
            batches.add(batch);
        }

        @OnStep(every = 10)
        void tenth(long step) {
            steps.add(step);
        }
    }

    @Nested
    class ASummary {

        @Test
        void namesTheCallbacksInTheirOrderByPhaseThenId() {
            RunResult result = run().attach("z-measure", new SampleCallbacks.Doubler())
                    .attach(new SampleCallbacks.Decisions())
                    .attach("a-decide", new SampleCallbacks.Stop("x"))
                    .produces("loss")
                    .epochs(1)
                    .train(CallbackRuns::epochs);

            assertThat(result.summary().callbacks())
                    .extracting(RunSummary.Callback::id, RunSummary.Callback::phase)
                    .containsExactly(
                            tuple("z-measure", Phase.MEASURE),
                            tuple("a-decide", Phase.DECIDE),
                            tuple("decisions", Phase.REPORT));
        }
    }
}
