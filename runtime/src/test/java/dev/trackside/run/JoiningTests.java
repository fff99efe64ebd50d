package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.Attachment;
import dev.trackside.Control;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Callbacks that join a run or leave it while it goes on: design, "Attaching". */
class JoiningTests {
    private final List<String> heard = new ArrayList<>();

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                batch.record("loss", 1);
            }
        }
    }

    @Nested
    class Leaving {

        private final AtomicReference<Attachment> attachment = new AtomicReference<>();

        @Test
        void fromWithinAHandlerIsEffectiveAtTheNextEvent() {
            run().attach("a", new Does((epoch, run) -> {
                        if (epoch == 1) {
                            attachment.get().detach();
                        }
                    }))
                    .onStart(run -> attachment.set(run.attach("b", new Tells("b", heard))))
                    .epochs(4)
                    .train(JoiningTests::train);

            assertThat(heard).containsExactly("b begins", "b hears epoch 0", "b hears epoch 1", "b closes");
            assertThat(attachment.get().attached()).isFalse();
        }

        @Test
        void atTheLastEpochEndMeansNoTrainEnd() {
            run().attach("a", new Does((epoch, run) -> attachment.get().detach()))
                    .onStart(run -> attachment.set(run.attach("b", new Tells("b", heard))))
                    .epochs(1)
                    .train(JoiningTests::train);

            assertThat(heard).containsExactly("b begins", "b hears epoch 0", "b closes");
        }

        @Test
        void countsAtEventsThatFollowOnOthersToo() {
            Decisions decisions = new Decisions();
            run().attach("a", new StopsAndDetaches(attachment))
                    .onStart(run -> attachment.set(run.attach(decisions)))
                    .epochs(3)
                    .train(JoiningTests::train);

            assertThat(decisions.count).isZero();
        }

        @Test
        void ofWhatAnotherRequiresLeavesTheOther() {
            RunResult result = Trackside.run("test")
                    .withoutConfig()
                    .attach(new Base())
                    .attach(new Dependent(heard))
                    .option("base.on-failure", "detach")
                    .attach("late", new Does((epoch, run) -> {
                        if (epoch == 1) {
                            run.attach("later", new Tells("later", heard));
                        }
                    }))
                    .epochs(3)
                    .train(JoiningTests::train);

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(heard)
                    .containsExactly(
                            "dependent",
                            "dependent",
                            "later begins",
                            "dependent",
                            "later hears epoch 2",
                            "later ends",
                            "later closes");
        }
    }

    static final class Decisions {
        int count;

        @OnDecision
        void on() {
            count++;
        }
    }

    static final class StopsAndDetaches {
        private final AtomicReference<Attachment> other;

        StopsAndDetaches(AtomicReference<Attachment> other) {
            this.other = other;
        }

        @OnBatchEnd
        Control end() {
            other.get().detach();
            return Control.stop("enough");
        }
    }

    @Plugin(value = "base", attach = Attach.WHEN_CONFIGURED)
    static final class Base {
        @OnEpochEnd
        void end() {
            throw new IllegalStateException("broken");
        }
    }

    @Plugin(value = "dependent", attach = Attach.WHEN_CONFIGURED, requires = "base")
    static final class Dependent {
        private final List<String> heard;

        Dependent() {
            this(new ArrayList<>());
        }

        Dependent(List<String> heard) {
            this.heard = heard;
        }

        @OnEpochEnd
        void end() {
            heard.add("dependent");
        }
    }

    @Nested
    class Joining {

        @Test
        void beforeTheRunBeginsIsBeingThereFromTheBeginning() {
            run().onStart(run -> run.attach("b", new Tells("b", heard)))
                    .epochs(1)
                    .train(JoiningTests::train);

            assertThat(heard).containsExactly("b begins", "b hears epoch 0", "b ends", "b closes");
        }

        @Test
        void fromWithinAHandlerBeginsBeforeTheNextEventInItsPlaceInTheOrder() {
            run().attach("m", new Tells("m", heard))
                    .attach("z", new Does((epoch, run) -> {
                        if (epoch == 0) {
                            run.attach("a", new Tells("a", heard));
                        }
                    }))
                    .epochs(2)
                    .train(JoiningTests::train);

            assertThat(heard)
                    .containsExactly(
                            "m begins",
                            "m hears epoch 0",
                            "a begins",
                            "a hears epoch 1",
                            "m hears epoch 1",
                            "a ends",
                            "m ends",
                            "a closes",
                            "m closes");
        }

        @Test
        void atTheLastEpochEndHasTrainBeginAndTrainEnd() {
            run().attach(new Does((epoch, run) -> run.attach("b", new Tells("b", heard))))
                    .epochs(1)
                    .train(JoiningTests::train);

            assertThat(heard).containsExactly("b begins", "b ends", "b closes");
        }

        @Test
        void aRunThatFailsBeforeTheNextEventHearsNothing() {
            assertThatThrownBy(() -> run().attach(new Does((epoch, run) -> {
                                run.attach("b", new Tells("b", heard));
                                throw new IllegalStateException("broken");
                            }))
                            .epochs(1)
                            .train(JoiningTests::train))
                    .hasMessageContaining("broken");

            assertThat(heard).containsExactly("b closes");
        }

        @Test
        void atTrainEndIsTooLate() {
            assertThatThrownBy(() -> run().attach(new AttachesAtTrainEnd(heard))
                            .epochs(1)
                            .train(JoiningTests::train))
                    .hasMessageContaining("too-late cannot join: the run is at its end");
            assertThat(heard).isEmpty();
        }

        @Test
        void needsWhatTheCallbackRequires() {
            assertThatThrownBy(() -> run().attach(new Does((epoch, run) -> run.attach(new Dependent())))
                            .epochs(2)
                            .train(JoiningTests::train))
                    .hasMessageContaining("'dependent' requires 'base', which is not in this run");
        }
    }

    static final class AttachesAtTrainEnd {
        private final List<String> heard;

        AttachesAtTrainEnd(List<String> heard) {
            this.heard = heard;
        }

        @OnTrainEnd
        void end(Run run) {
            run.attach("too-late", new Tells("too-late", heard));
        }
    }

    @Nested
    class AProducerThatLeaves {

        @Test
        void makesItsNameFreeForAnother() {
            ProducerTests.Reads reads = new ProducerTests.Reads();
            Swaps swaps = new Swaps();
            run().attach(swaps)
                    .attach("zz-reads", reads)
                    .option("zz-reads.metric", "twice")
                    .onStart(run -> swaps.first = run.attach("a-first", new ProducerTests.ADoubles()))
                    .epochs(3)
                    .train(JoiningTests::train);

            assertThat(reads.seen).containsExactly(OptionalDouble.of(2), OptionalDouble.empty(), OptionalDouble.of(2));
        }
    }

    static final class Swaps {
        private Attachment first;

        @OnEpochEnd
        void end(int epoch, Run run) {
            if (epoch == 0) {
                first.detach();
            } else if (epoch == 1) {
                run.attach("b-second", new ProducerTests.ADoubles());
            }
        }
    }
}
