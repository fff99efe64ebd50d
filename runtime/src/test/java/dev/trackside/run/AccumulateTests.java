package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.Plan;
import dev.trackside.TracksideException;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Batches that share a step: the engine is told, the plan counts, and who cannot do it says so at once. */
class AccumulateTests {

    /** Five batches an epoch. */
    private record Five(boolean accumulates, List<Integer> told) implements Engine {

        @Override
        public String name() {
            return "five";
        }

        @Override
        public OptionalInt batchesPerEpoch() {
            return OptionalInt.of(5);
        }

        @Override
        public void train(TrainingLoop loop) {
            while (loop.nextEpoch()) {
                told.add(loop.accumulate());
                for (int batch = 0; batch < 5 && loop.beginBatch(1) == TrainingLoop.Go.RUN; batch++) {
                    if ((batch + 1) % loop.accumulate() == 0 || batch == 4) {
                        loop.step();
                    }
                    loop.endBatch();
                }
                loop.endEpoch();
            }
        }
    }

    static final class Counts {
        OptionalLong planned = OptionalLong.empty();
        final List<Long> steps = new ArrayList<>();

        @OnTrainBegin
        void begin(Plan plan) {
            planned = plan.steps();
        }

        @OnStep
        void step(long step) {
            steps.add(step);
        }
    }

    private final Counts counts = new Counts();
    private final List<Integer> told = new ArrayList<>();

    private RunBuilder run(int accumulate) {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.accumulate", accumulate)
                .epochs(2)
                .attach(counts);
    }

    @Test
    void theEngineIsToldAndStepsAreCounted() {
        RunResult result = run(2).train(new Five(true, told));

        assertThat(told).containsExactly(2, 2);
        assertThat(counts.steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(counts.planned).hasValue(6);
        assertThat(result.summary().steps()).isEqualTo(6);
        assertThat(result.summary().batches()).isEqualTo(10);
    }

    @Test
    void withoutItEachBatchIsAStep() {
        run(1).train(new Five(false, told));

        assertThat(told).containsExactly(1, 1);
        assertThat(counts.planned).hasValue(10);
        assertThat(counts.steps).hasSize(10);
    }

    @Test
    void anEngineThatCannotRefuses() {
        assertThatThrownBy(() -> run(3).train(new Five(false, told)))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining(
                        "The engine five takes a step for each batch, so run.accumulate: 3 cannot be done.");
        assertThat(told).isEmpty();
    }

    @Test
    void anOwnLoopIsToldHow() {
        assertThatThrownBy(() -> run(3).train(loop -> told.add(1)))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("run.accumulate: 3")
                .hasMessageContaining("say loop.countsSteps(), and call batch.step() in the last batch of each group");
        assertThat(told).isEmpty();
    }
}
