package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas against tables that were computed from their definitions by another program, in decimal arithmetic of 40 digits. */
class ScheduleTests {

    /** As {@code torch.optim.lr_scheduler.StepLR(lr=0.05, step_size=30, gamma=0.1)}, whose documentation has the first rows. */
    @ParameterizedTest(name = "epoch {0}: {1}")
    @CsvSource({"0, 0.05", "29, 0.05", "30, 0.005", "59, 0.005", "60, 0.0005", "89, 0.0005", "90, 0.00005"})
    void stepDecayIsThatOfPyTorch(long epoch, double rate) {
        assertThat(new StepDecay(30, 0.1, 0).rate(0.05, epoch)).isCloseTo(rate, within(1e-17));
    }

    @Test
    void stepDecayStaysAboveTheSmallestRate() {
        assertThat(new StepDecay(1, 0.5, 0.03).rate(0.1, 1)).isEqualTo(0.05);
        assertThat(new StepDecay(1, 0.5, 0.03).rate(0.1, 2)).isEqualTo(0.03);
    }

    @Nested
    class Cosines {

        @ParameterizedTest(name = "position {0} of 10, from 0.1 to 0.01: {1}")
        @CsvSource({
            "0, 0.1",
            "1, 0.097797543233281911",
            "2, 0.091405764746872634",
            "3, 0.081450336353161291",
            "4, 0.068905764746872634",
            "5, 0.055",
            "6, 0.041094235253127366",
            "7, 0.028549663646838709",
            "8, 0.018594235253127366",
            "9, 0.012202456766718089",
            "10, 0.01",
        })
        void fallByTheFormulaOfLoshchilovAndHutter(long position, double rate) {
            assertThat(new Cosine(10, 0.01).rate(0.1, position)).isCloseTo(rate, within(1e-16));
        }

        @Test
        void stayAtTheSmallestRateAfterwards() {
            assertThat(new Cosine(10, 0.01).rate(0.1, 10)).isEqualTo(0.01);
            assertThat(new Cosine(10, 0.01).rate(0.1, 1000)).isEqualTo(0.01);
        }

        @Test
        void beginAtTheBaseRateExactly() {
            assertThat(new Cosine(7, 0).rate(0.1, 0)).isEqualTo(0.1);
        }
    }

    @Nested
    class WarmUps {

        private final Schedule schedule = new WarmUp(4, new Cosine(6, 0));

        @ParameterizedTest(name = "position {0}: {1}")
        @CsvSource({"0, 0.1", "1, 0.2", "2, 0.3", "3, 0.4", "4, 0.5", "7, 0.25", "10, 0"})
        void riseInEqualPartsAndThenFollowTheScheduleFromItsBeginning(long position, double rate) {
            assertThat(schedule.rate(0.5, position)).isCloseTo(rate, within(1e-16));
        }

        @Test
        void mayBeFollowedByTheBaseRate() {
            Schedule constant = new WarmUp(1, new Constant());

            assertThat(constant.rate(0.3, 0)).isEqualTo(0.15);
            assertThat(constant.rate(0.3, 1)).isEqualTo(0.3);
            assertThat(constant.rate(0.3, 99)).isEqualTo(0.3);
        }
    }
}
