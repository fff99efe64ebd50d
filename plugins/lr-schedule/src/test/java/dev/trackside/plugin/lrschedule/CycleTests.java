package dev.trackside.plugin.lrschedule;

import static dev.trackside.plugin.lrschedule.Rates.assertRate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules that rise again, against tables made as those of {@link ReferenceTests}. */
class CycleTests {

    @Nested
    class CosineAnnealingWarmRestarts {

        @ParameterizedTest(name = "T_0=3, T_mult=2: {0}, {1}")
        @CsvSource({
            "0, 0.1",
            "1, 0.07525",
            "2, 0.02575",
            "3, 0.1",
            "4, 0.093368257487329713",
            "8, 0.007631742512670287",
            "9, 0.1",
            "15, 0.0505",
            "20, 0.00268667159869112",
            "21, 0.1",
            "44, 0.001423479361996385",
            "45, 0.1"
        })
        void withCyclesThatGrow(int epoch, double rate) {
            assertRate("cosine-warm-restarts t-0=3 t-mult=2 min-lr=0.001", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "T_0=4: {0}, {1}")
        @CsvSource({
            "0, 0.1",
            "1, 0.085501785668734102",
            "3, 0.015498214331265898",
            "4, 0.1",
            "7, 0.015498214331265898",
            "400, 0.1",
            "401, 0.085501785668734102"
        })
        void withEqualCycles(int epoch, double rate) {
            assertRate("cosine-warm-restarts t-0=4 min-lr=0.001", 0.1, epoch, rate);
        }

        /** A logarithm that finds the cycle would be off by one at some of these. */
        @ParameterizedTest(name = "cycle {0}")
        @CsvSource({"2", "5", "10", "20", "31", "40", "52"})
        void beginsEachCycleAtItsVeryPosition(int cycle) {
            Schedule schedule = new CosineWarmRestarts(1, 2, 0);
            long begin = (1L << cycle) - 1;

            assertThat(schedule.rate(0.1, begin)).isEqualTo(0.1);
            assertThat(schedule.rate(0.1, begin - 1)).isLessThan(0.06);
        }

        @Test
        void hasALastCycleThatNeverEnds() {
            assertThat(new CosineWarmRestarts(3, Integer.MAX_VALUE, 0).rate(0.1, Long.MAX_VALUE))
                    .isBetween(0.0, 0.1);
        }
    }

    @Nested
    class OneCycleLr {

        @ParameterizedTest(name = "cos: {0}, {1}")
        @CsvSource({
            "0, 0.004",
            "1, 0.052",
            "2, 0.1",
            "3, 0.095048463201347376",
            "4, 0.081174565394976305",
            "5, 0.061126202193628929",
            "6, 0.038874197806371071",
            "7, 0.018825834605023695",
            "8, 0.004951936798652624",
            "9, 4E-7"
        })
        void withCosine(int step, double rate) {
            assertRate("one-cycle total=10 max-lr=0.1", 7, step, rate);
        }

        @ParameterizedTest(name = "cos, three phases: {0}, {1}")
        @CsvSource({
            "0, 0.004",
            "1, 0.052",
            "2, 0.1",
            "3, 0.052",
            "4, 0.004",
            "5, 0.00361807218535102",
            "6, 0.00261817218535102",
            "7, 0.00138222781464898",
            "8, 0.00038232781464898",
            "9, 4E-7"
        })
        void withCosineInThreePhases(int step, double rate) {
            assertRate("one-cycle total=10 max-lr=0.1 three-phase=true", 7, step, rate);
        }

        @ParameterizedTest(name = "linear: {0}, {1}")
        @CsvSource({
            "0, 0.004",
            "1, 0.052",
            "2, 0.1",
            "3, 0.085714342857142857",
            "4, 0.071428685714285714",
            "6, 0.042857371428571429",
            "8, 0.014286057142857143",
            "9, 4E-7"
        })
        void withLines(int step, double rate) {
            assertRate("one-cycle total=10 max-lr=0.1 anneal-strategy=linear", 7, step, rate);
        }

        @ParameterizedTest(name = "linear, three phases: {0}, {1}")
        @CsvSource({"0, 0.004", "2, 0.1", "3, 0.052", "4, 0.004", "5, 0.00320008", "8, 0.00080032", "9, 4E-7"})
        void withLinesInThreePhases(int step, double rate) {
            assertRate("one-cycle total=10 max-lr=0.1 anneal-strategy=linear three-phase=true", 7, step, rate);
        }

        @ParameterizedTest(name = "with all factors: {0}, {1}")
        @CsvSource({
            "0, 0.1",
            "12, 0.55",
            "24, 1",
            "25, 0.999561853634379746",
            "60, 0.531863864504892031",
            "98, 0.001438146365620254",
            "99, 0.001"
        })
        void withFactorsOfItsOwn(int step, double rate) {
            assertRate("one-cycle total=100 pct-start=0.25 div-factor=10 final-div-factor=100", 1, step, rate);
        }

        @Test
        void staysAtTheLastRate() {
            assertRate("one-cycle total=10 max-lr=0.1", 7, 25, 4e-7);
        }

        @Test
        void isNeverNotANumber() {
            for (String length : new String[] {"1", "2", "3", "4"}) {
                for (String rise : new String[] {"0", "0.25", "0.5"}) {
                    for (String phases : new String[] {"true", "false"}) {
                        String schedule =
                                "one-cycle total=%s pct-start=%s three-phase=%s".formatted(length, rise, phases);
                        assertThat(DoubleStream.of(Rates.of(schedule, 0.1, 5)).boxed())
                                .as(schedule)
                                .allMatch(rate -> rate > 0 && rate <= 0.1);
                    }
                }
            }
        }
    }

    @Nested
    class CyclicLr {

        @ParameterizedTest(name = "triangular: {0}, {1}")
        @CsvSource({
            "0, 0.01",
            "1, 0.0325",
            "2, 0.055",
            "4, 0.1",
            "5, 0.0775",
            "7, 0.0325",
            "8, 0.01",
            "12, 0.1",
            "800, 0.01",
            "803, 0.0775"
        })
        void triangular(int step, double rate) {
            assertRate("cyclic max-lr=0.1 step-size-up=4", 0.01, step, rate);
        }

        @ParameterizedTest(name = "triangular2: {0}, {1}")
        @CsvSource({
            "0, 0.01",
            "2, 0.055",
            "4, 0.1",
            "5, 0.055",
            "6, 0.01",
            "8, 0.0325",
            "10, 0.055",
            "16, 0.0325",
            "22, 0.02125"
        })
        void triangular2(int step, double rate) {
            assertRate(
                    "cyclic base-lr=0.01 max-lr=0.1 step-size-up=4 step-size-down=2 mode=triangular2", 7, step, rate);
        }

        @ParameterizedTest(name = "exp_range: {0}, {1}")
        @CsvSource({
            "0, 0.01",
            "1, 0.0397",
            "3, 0.09732691",
            "4, 0.07916291272",
            "8, 0.01",
            "11, 0.09058044288328448",
            "16, 0.01",
            "19, 0.084355176145202806"
        })
        void expRange(int step, double rate) {
            assertRate("cyclic max-lr=0.1 step-size-up=3 step-size-down=5 mode=exp-range gamma=0.99", 0.01, step, rate);
        }

        @Test
        void triangular2ComesToRestAtTheLowerEnd() {
            assertThat(new Cyclic(0.1, 1, 1, CyclicMode.TRIANGULAR2, 1).rate(0.01, Long.MAX_VALUE - 1))
                    .isEqualTo(0.01);
        }
    }
}
