package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Attachment;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.EventType;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Phase;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbackTests {

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void epochs(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<String> batch : epoch.batches(new String[] {"a", "b", "c"})) {
                batch.record("loss", 1);
            }
        }
    }

    @Nested
    class AnOwnEvent {

        @Test
        void raisedByAHandlerFollowsTheCurrentEvent() {
            List<String> heard = new ArrayList<>();
            run().attach(new Raiser())
                    .attach("zz-listener", new Listener(heard))
                    .epochs(1)
                    .train(CallbackTests::epochs);

            assertThat(heard).containsExactly("epoch end", "plateau 7.0 in epoch 1");
        }

        @Test
        void mayStopTheRunAsIfAtTheEventItFollows() {
            RunResult result = run().attach(new Raiser())
                    .attach(new StopOnPlateau())
                    .epochs(5)
                    .train(CallbackTests::epochs);

            assertThat(result.summary().epochs()).isEqualTo(1);
            assertThat(result.reason()).contains("plateau");
        }

        @Test
        void thatRaisesItselfWithoutEndIsAnError() {
            assertThatThrownBy(() -> run().attach(new Echo()).epochs(1).train(loop -> {
                        loop.run().fire(OnPlateau.class, new Plateau(1));
                    }))
                    .hasMessageContaining("More than 100 events raised one another");
        }

        @Test
        void needsAPayloadOfItsType() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        loop.run().fire(OnPlateau.class, "a text");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("@OnPlateau delivers")
                    .hasMessageContaining("not java.lang.String");
        }
    }

    record Plateau(double value) {}

    @EventType(payload = Plateau.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface OnPlateau {
        int every() default 1;
    }

    static final class Raiser {
        @OnEpochEnd
        void end(Run run) {
            run.fire(OnPlateau.class, new Plateau(7));
        }
    }

    static final class Listener {
        private final List<String> heard;

        Listener(List<String> heard) {
            this.heard = heard;
        }

        @OnEpochEnd
        void end() {
            heard.add("epoch end");
        }

        @OnPlateau
        void plateau(Plateau plateau, Optional<Epoch> epoch) {
            heard.add("plateau " + plateau.value() + " in epoch "
                    + epoch.orElseThrow().number());
        }
    }

    static final class StopOnPlateau {
        @OnPlateau
        Control plateau(Plateau plateau) {
            return Control.stop("plateau");
        }
    }

    static final class Echo {
        @OnPlateau
        void plateau(Plateau plateau, Run run) {
            run.fire(OnPlateau.class, plateau);
        }
    }

    @Nested
    class AProducedMetric {

        @Test
        void isSeenByLaterHandlersOfTheSameEvent() {
            List<Double> seen = new ArrayList<>();
            run().attach(new Doubler())
                    .attach(new Reader(seen))
                    .produces("loss")
                    .epochs(2)
                    .train(CallbackTests::epochs);

            assertThat(seen).containsExactly(2.0, 2.0);
        }

        @Test
        void isNotComputedIfNobodyTakesIt() {
            Doubler doubler = new Doubler();
            run().attach(doubler).produces("loss").epochs(2).train(CallbackTests::epochs);

            assertThat(doubler.calls).isZero();
        }

        @Test
        void isComputedForWhoTakesAll() {
            Doubler doubler = new Doubler();
            List<Metrics> all = new ArrayList<>();
            run().attach(doubler)
                    .attach(new TakesAll(all))
                    .produces("loss")
                    .epochs(1)
                    .train(CallbackTests::epochs);

            assertThat(all).singleElement().satisfies(metrics -> assertThat(metrics.toMap())
                    .containsEntry("double_loss", 2.0)
                    .containsEntry("loss", 1.0));
        }

        @Test
        void ofOneNameByTwoIsAnError() {
            assertThatThrownBy(() -> run().attach(new Doubler())
                            .attach("second", new Doubler())
                            .produces("loss")
                            .epochs(1)
                            .train(CallbackTests::epochs))
                    .hasMessageContaining("double_loss is produced by doubler and by second");
        }
    }

    static final class Doubler {
        int calls;

        @OnEpochEnd
        @Metric("double_loss")
        double twice(@Metric("loss") double loss) {
            calls++;
            return 2 * loss;
        }
    }

    static final class Reader {
        private final List<Double> seen;

        Reader(List<Double> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void read(@Metric("double_loss") double value) {
            seen.add(value);
        }
    }

    static final class TakesAll {
        private final List<Metrics> seen;

        TakesAll(List<Metrics> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void read(Metrics metrics) {
            seen.add(metrics.snapshot());
        }
    }

    @Nested
    class AttachedWhileTheRunGoesOn {

        @Test
        void getsTrainBeginFirstAndEventsUntilItIsDetached() {
            Late late = new Late();
            run().attach(new Attacher(late)).epochs(3).train(CallbackTests::epochs);

            assertThat(late.heard).containsExactly("train begin", "epoch begin 1", "closed");
        }

        @Test
        void underATakenIdIsAnError() {
            assertThatThrownBy(() -> run().attach("late", new Late())
                            .attach(new Attacher(new Late()))
                            .epochs(3)
                            .train(CallbackTests::epochs))
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
                    .attach("flaky", new Flaky())
                    .option("flaky.on-failure", "detach")
                    .epochs(3)
                    .train(CallbackTests::epochs);

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
                            .train(CallbackTests::epochs))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("breaks-at-end");

            assertThat(trace.events).endsWith("train end COMPLETED");
        }

        @Test
        void bySkippingWhereNothingCanBeSkippedIsTheHandlers() {
            assertThatThrownBy(() -> run().attach(new SkipsTooLate()).epochs(1).train(CallbackTests::epochs))
                    .hasMessageContaining("skipBatch(\"late\") has no meaning at @OnEpochEnd");
        }
    }

    static final class UncheckedBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedBroken(String message) {
            super(message);
        }
    }

    static final class Flaky {
        @OnEpochEnd
        void end() {
            throw new UncheckedBroken("no disk");
        }
    }

    static final class BreaksAtEnd {
        @OnTrainEnd
        void end() {
            throw new UncheckedBroken("too late");
        }
    }

    static final class SkipsTooLate {
        @OnEpochEnd
        Control end() {
            return Control.skipBatch("late");
        }
    }

    @Nested
    class Capabilities {

        @Test
        void thatAreMissingFailAtOnceNamingCallbackCapabilityAndEngine() {
            assertThatThrownBy(() -> run().attach(new NeedsWeights()).epochs(1).train(CallbackTests::epochs))
                    .hasMessageContaining("needs-weights")
                    .hasMessageContaining("takes Weights, which this loop does not offer")
                    .hasMessageContaining("Optional<Weights>");
        }

        @Test
        void ofTheLearningRateAreNotForTwoUnlessOrdered() {
            Rate rate = new Rate();
            assertThatThrownBy(() -> run().offers(LearningRate.class, rate)
                            .attach(new Halver())
                            .attach("second", new Halver())
                            .epochs(1)
                            .train(CallbackTests::epochs))
                    .hasMessageContaining("halver and second both set the learning rate");

            run().offers(LearningRate.class, rate)
                    .attach(new Halver())
                    .attach("second", new Halver())
                    .option("second.after", List.of("halver"))
                    .epochs(1)
                    .train(CallbackTests::epochs);
            assertThat(rate.value).isEqualTo(0.25);
        }

        @Test
        void ofTheLearningRateAreShownAsMetricAndRecordedAsDecisions() {
            Rate rate = new Rate();
            RateReader reader = new RateReader();
            RunResult result = run().offers(LearningRate.class, rate)
                    .attach(new Halver())
                    .attach(reader)
                    .epochs(2)
                    .train(CallbackTests::epochs);

            assertThat(reader.rates).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback, Decision::reason)
                    .containsExactly(
                            tuple(Decision.Kind.LEARNING_RATE, "halver", "half (1.000 → 0.5000)"),
                            tuple(Decision.Kind.LEARNING_RATE, "halver", "half (0.5000 → 0.2500)"));
        }
    }

    static final class NeedsWeights {
        @OnEpochEnd
        void end(Weights weights) {
            weights.snapshot();
        }
    }

    static final class Rate implements LearningRate {
        double value = 1;

        @Override
        public double get() {
            return value;
        }

        @Override
        public void set(double rate, String reason) {
            value = rate;
        }
    }

    static final class Halver {
        @OnEpochEnd
        void half(LearningRate rate) {
            rate.set(rate.get() / 2, "half");
        }
    }

    static final class RateReader {
        final List<Double> rates = new ArrayList<>();

        @OnStep
        void read(@Metric("lr") double rate) {
            rates.add(rate);
        }
    }

    @Nested
    class Answers {

        @Test
        void areAllRecordedAndTheStrongestWinsOfEqualsTheFirst() {
            RunResult result = run().attach("a", new StopEpoch())
                    .attach("b", new Stop("b"))
                    .attach("c", new Stop("c"))
                    .epochs(3)
                    .train(CallbackTests::epochs);

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
            Decisions decisions = new Decisions();
            run().attach("a", new Stop("enough")).attach(decisions).epochs(3).train(CallbackTests::epochs);

            assertThat(decisions.seen).singleElement().satisfies(decision -> {
                assertThat(decision.event()).isEqualTo("OnBatchEnd");
                assertThat(decision.epoch()).isZero();
                assertThat(decision.step()).isEqualTo(1);
                assertThat(decision.metrics()).containsEntry("loss", 1.0);
            });
        }
    }

    static final class StopEpoch {
        @OnBatchEnd
        Control end() {
            return Control.stopEpoch("no more");
        }
    }

    static final class Stop {
        private final String reason;

        Stop(String reason) {
            this.reason = reason;
        }

        @OnBatchEnd
        Control end() {
            return Control.stop(reason);
        }
    }

    static final class Decisions {
        final List<Decision> seen = new ArrayList<>();

        @OnDecision
        void on(Decision decision) {
            seen.add(decision);
        }
    }

    @Nested
    class Filters {

        @Test
        void countFromOneAndAWindowNeverShiftsThePhase() {
            Filtered filtered = new Filtered();
            run().attach(filtered).epochs(12).train(CallbackTests::epochs);

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
            RunResult result = run().attach("z-measure", new Doubler())
                    .attach(new Decisions())
                    .attach("a-decide", new Stop("x"))
                    .produces("loss")
                    .epochs(1)
                    .train(CallbackTests::epochs);

            assertThat(result.summary().callbacks())
                    .extracting(RunSummary.Callback::id, RunSummary.Callback::phase)
                    .containsExactly(
                            tuple("z-measure", Phase.MEASURE),
                            tuple("a-decide", Phase.DECIDE),
                            tuple("decisions", Phase.REPORT));
        }
    }
}
