package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop of one's own that offers its state goes on where its checkpoint was taken, as if it had never ended. */
class OwnLoopResumeTests {

    private static final int NEVER = -1;

    @TempDir
    Path runs;

    private RunBuilder run() {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .epochs(3);
    }

    /** Shuffles, trains, leaves the second epoch by break, validates in batches. */
    private static final class ToyLoop {
        final ToyModel model = new ToyModel();
        final List<List<Integer>> orders = new ArrayList<>();

        void train(Loop loop) {
            for (LoopEpoch epoch : loop.epochs()) {
                List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4));
                Collections.shuffle(order, epoch.random());
                orders.add(order);
                for (LoopBatch<Integer> batch : epoch.batches(order, number -> number)) {
                    if (batch.gradients()) {
                        model.train(batch.data());
                    }
                    batch.record("loss", 1.0 / (1 + batch.data() + epoch.index()));
                    if (epoch.index() == 1 && batch.index() == 2) {
                        break;
                    }
                }
                epoch.validation(() -> {
                    for (LoopBatch<Integer> batch : epoch.validationBatches(List.of(5, 6))) {
                        batch.record("val_loss", 0.1 * batch.data() + epoch.index());
                    }
                });
            }
        }
    }

    static IntStream events() {
        Saver saver = new Saver(NEVER);
        ToyLoop toy = new ToyLoop();
        Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .epochs(3)
                .attach(saver)
                .offers(EngineState.class, toy.model)
                .train(toy::train);
        return IntStream.rangeClosed(1, saver.heard.size() - 1);
    }

    private record Ended(RunResult result, ToyLoop loop, List<String> events) {}

    private Ended train(RunBuilder builder, Object... callbacks) {
        ToyLoop toy = new ToyLoop();
        Trace trace = new Trace();
        builder.attach("zz-trace", trace).offers(EngineState.class, toy.model);
        for (Object callback : callbacks) {
            builder.attach(callback);
        }
        return new Ended(builder.train(toy::train), toy, trace.events);
    }

    private static Stream<String> after(String event, List<String> events) {
        return events.stream().skip(events.indexOf(event) + 1L);
    }

    private static Map<String, Double> withoutTimes(RunResult result) {
        Map<String, Double> metrics = new HashMap<>(result.summary().metrics());
        metrics.keySet().removeAll(List.of("epoch_seconds", "examples_per_second"));
        return metrics;
    }

    @ParameterizedTest(name = "after event {0}")
    @MethodSource("events")
    void goesOnWithTheEventAfterTheCheckpoint(int event) {
        Ended whole = train(run(), new Saver(event));
        Ended resumed = train(run().resume("last"));

        assertThat(resumed.events)
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("train begin", "resume last"), after("checkpoint last", whole.events))
                                .toList());
        assertThat(resumed.loop.model.sum).isEqualTo(whole.loop.model.sum);
        assertThat(withoutTimes(resumed.result)).isEqualTo(withoutTimes(whole.result));
        assertThat(resumed.result.summary().steps())
                .isEqualTo(whole.result.summary().steps());
    }

    @Test
    void shufflesAnEpochThatIsGoneOnWithAlike() {
        Saver third = new Saver(3);
        Ended whole = train(run().seed(7), third);
        Ended resumed = train(run().resume("last"));

        assertThat(third.heard).startsWith("train begin", "epoch begin", "batch begin");
        assertThat(resumed.loop.orders).isEqualTo(whole.loop.orders);
        assertThat(train(run().seed(8)).loop.orders).isNotEqualTo(whole.loop.orders);
    }

    @Test
    void takesTheSeedThatIsAskedForInPlaceOfTheSavedOne() {
        train(run().seed(7), new Saver(2));

        assertThat(train(run().resume("last").seed(8)).loop.orders).isEqualTo(train(run().seed(8)).loop.orders);
    }

    @Nested
    class OnTheWayToThePositionOfTheCheckpoint {

        private Ended whole;

        private void saveInTheSecondBatch() {
            // train begin, epoch begin, batch begin, gradients, step, batch end, batch begin, gradients, step, batch
            // end
            whole = train(run(), new Saver(10));
            assertThat(whole.events).containsSequence("batch end 1", "checkpoint last", "batch begin 2");
        }

        @Test
        void aCheckpointAskedForAtTrainBeginHoldsWhatWasRestored() {
            saveInTheSecondBatch();
            Ended second = train(run().resume("last"), new Saver(1));
            Ended third = train(run().resume("last"));

            assertThat(second.events).startsWith("train begin", "resume last", "checkpoint last", "batch begin 2");
            assertThat(third.events).startsWith("train begin", "resume last", "batch begin 2");
            assertThat(third.loop.model.sum).isEqualTo(whole.loop.model.sum);
        }

        @Test
        void aCheckpointAskedForAtResumeHoldsTheSamePosition() {
            saveInTheSecondBatch();
            train(run().resume("last"), new Saver(2));
            Ended third = train(run().resume("last"));

            assertThat(third.events).startsWith("train begin", "resume last", "batch begin 2");
            assertThat(third.loop.model.sum).isEqualTo(whole.loop.model.sum);
            assertThat(withoutTimes(third.result)).isEqualTo(withoutTimes(whole.result));
        }

        @Test
        void anInterruptIsGoneOnFromTheSamePosition() {
            saveInTheSecondBatch();
            AtomicReference<Run> run = new AtomicReference<>();
            Ended second = train(
                    run().resume("last").onStart(started -> {
                        run.set(started);
                        started.interrupt("Ctrl-C");
                    }),
                    new Saver(4)); // train begin, resume, epoch end, train end
            Ended third = train(run().resume("last"));

            assertThat(second.result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(second.events)
                    .containsExactly(
                            "train begin",
                            "resume last",
                            "decision INTERRUPT TAKEN of run: Ctrl-C",
                            "epoch end 0",
                            "train end INTERRUPTED",
                            "checkpoint last");
            assertThat(third.events).startsWith("train begin", "resume last", "batch begin 2");
            assertThat(third.loop.model.sum).isEqualTo(whole.loop.model.sum);
            assertThat(run.get().outcome()).contains(Outcome.INTERRUPTED);
        }
    }

    @Nested
    class IsRefusedBeforeAnythingIsCalled {

        private final Trace trace = new Trace();

        @Test
        void ifTheLoopDoesNotOfferItsState() {
            train(run(), new Saver(2));

            assertThatThrownBy(() -> run().resume("last").attach(trace).train(loop -> {}))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("This loop does not offer EngineState")
                    .hasMessageContaining(".offers(EngineState.class, ...)");
            assertThat(trace.events).isEmpty();
        }

        @Test
        void ifThereIsNoCheckpoint() {
            assertThatThrownBy(() -> run().resume("last").attach(trace).train(loop -> {}))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("test");
            assertThat(trace.events).isEmpty();
        }
    }
}
