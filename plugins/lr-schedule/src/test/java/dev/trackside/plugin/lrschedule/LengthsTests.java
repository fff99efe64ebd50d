package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Plan;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LengthsTests {

    /** Two epochs of five batches, of which two share a step each. */
    private static final Plan ACCUMULATING = new Plan() {
        @Override
        public OptionalInt epochs() {
            return OptionalInt.of(2);
        }

        @Override
        public OptionalInt batchesPerEpoch() {
            return OptionalInt.of(5);
        }

        @Override
        public OptionalLong steps() {
            return OptionalLong.of(6);
        }
    };

    @Test
    void aWarmUpOfAnEpochHasTheStepsOfTheEpochNotItsBatches() {
        LearningRateSchedule options = new LearningRateSchedule();
        options.by = Unit.STEP;
        options.warmupEpochs = 1;
        Lengths lengths = new Lengths(options, ACCUMULATING);

        assertThat(lengths.warmUp()).isEqualTo(3);
        assertThat(lengths.afterWarmUp(3)).isEqualTo(3);
    }
}
