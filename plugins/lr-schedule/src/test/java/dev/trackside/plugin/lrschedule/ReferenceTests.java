package dev.trackside.plugin.lrschedule;

import static dev.trackside.plugin.lrschedule.Rates.assertRate;
import static dev.trackside.plugin.lrschedule.Rates.assertSequence;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Schedules that decay, against tables that another program computed in decimal arithmetic of 60 digits: by the recursion of the reference where
 * it has one ({@code rate(t) = rate(t - 1) * ...}), else by the formula of its documentation.
 */
class ReferenceTests {

    @Nested
    class PyTorchs {

        @ParameterizedTest(name = "StepLR: {0}, {1}")
        @CsvSource({"0, 0.05", "29, 0.05", "30, 0.005", "59, 0.005", "60, 0.0005", "89, 0.0005", "90, 0.00005"})
        void stepDecay(int epoch, double rate) {
            assertRate("step step-size=30 gamma=0.1", 0.05, epoch, rate);
        }

        @ParameterizedTest(name = "MultiStepLR: {0}, {1}")
        @CsvSource({"0, 0.05", "29, 0.05", "30, 0.005", "79, 0.005", "80, 0.0005", "100, 0.0005"})
        void decayAtMilestones(int epoch, double rate) {
            assertRate("multi-step milestones=30,80 gamma=0.1", 0.05, epoch, rate);
        }

        @ParameterizedTest(name = "MultiStepLR with a milestone twice: {0}, {1}")
        @CsvSource({"4, 0.8", "5, 0.2", "6, 0.2"})
        void decayTwiceAtOneMilestone(int epoch, double rate) {
            assertRate("multi-step milestones=5,5 gamma=0.5", 0.8, epoch, rate);
        }

        @ParameterizedTest(name = "ExponentialLR: {0}, {1}")
        @CsvSource({
            "0, 0.1",
            "1, 0.095",
            "2, 0.09025",
            "10, 0.059873693923837891",
            "50, 0.007694497527671333",
            "200, 3.50526662488290237E-6"
        })
        void exponentialDecay(int epoch, double rate) {
            assertRate("exponential gamma=0.95", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "PolynomialLR: {0}, {1}")
        @CsvSource({
            "0, 0.1",
            "1, 0.092594546275685157",
            "5, 0.064951905283832899",
            "10, 0.035355339059327376",
            "19, 0.001118033988749895",
            "20, 0",
            "25, 0"
        })
        void polynomialDecay(int epoch, double rate) {
            assertRate("polynomial total=20 power=1.5", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "LinearLR of its documentation: {0}, {1}")
        @CsvSource({"0, 0.025", "1, 0.03125", "2, 0.0375", "3, 0.04375", "4, 0.05", "9, 0.05"})
        void lineUp(int epoch, double rate) {
            assertRate("linear start-factor=0.5 end-factor=1 total=4", 0.05, epoch, rate);
        }

        @ParameterizedTest(name = "LinearLR down: {0}, {1}")
        @CsvSource({
            "0, 0.09",
            "1, 0.078571428571428571",
            "3, 0.055714285714285714",
            "6, 0.021428571428571429",
            "7, 0.01",
            "8, 0.01"
        })
        void lineDown(int epoch, double rate) {
            assertRate("linear start-factor=0.9 end-factor=0.1 total=7", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "LinearLR as a warm-up: {0}, {1}")
        @CsvSource({
            "0, 0.033333333333333333",
            "1, 0.046666666666666667",
            "2, 0.06",
            "3, 0.073333333333333333",
            "4, 0.086666666666666667",
            "5, 0.1",
            "6, 0.1"
        })
        void linearWarmUp(int epoch, double rate) {
            assertRate("constant warmup-epochs=5 warmup-start-factor=0.3333333333333333", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "ConstantLR as a warm-up: {0}, {1}")
        @CsvSource({"0, 0.025", "3, 0.025", "4, 0.05", "5, 0.05"})
        void constantWarmUp(int epoch, double rate) {
            assertRate("constant warmup-type=constant warmup-epochs=4 warmup-start-factor=0.5", 0.05, epoch, rate);
        }

        @ParameterizedTest(name = "CosineAnnealingLR: {0}, {1}")
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
            "10, 0.01"
        })
        void cosine(int epoch, double rate) {
            assertRate("cosine total=10 min-lr=0.01", 0.1, epoch, rate);
        }

        @ParameterizedTest(name = "SequentialLR of its documentation: {0}, {1}")
        @CsvSource({"0, 0.005", "19, 0.005", "20, 0.05", "21, 0.045", "30, 0.017433922005"})
        void sequence(int epoch, double rate) {
            assertSequence(20, "constant factor=0.1", "exponential gamma=0.9", 0.05, epoch, rate);
        }

        @ParameterizedTest(name = "SequentialLR of LinearLR and CosineAnnealingLR: {0}, {1}")
        @CsvSource({
            "0, 0.02",
            "1, 0.056",
            "4, 0.164",
            "5, 0.2",
            "6, 0.197814760073380564",
            "12, 0.110452846326765347",
            "19, 0.002185239926619436"
        })
        void sequenceOfALineAndACosine(int epoch, double rate) {
            assertSequence(5, "linear start-factor=0.1 end-factor=1", "cosine total=15", 0.2, epoch, rate);
        }
    }

    @Nested
    class OfOthers {

        @ParameterizedTest(name = "get_inverse_sqrt_schedule of transformers: {0}, {1}")
        @CsvSource({
            "0, 0",
            "1, 0.0001",
            "5, 0.0005",
            "9, 0.0009",
            "10, 0.001",
            "11, 0.000953462589245592",
            "20, 0.000707106781186548",
            "40, 0.0005",
            "1000, 0.0001"
        })
        void inverseSquareRoot(int step, double rate) {
            assertRate("inverse-sqrt warmup-epochs=10 warmup-start-factor=0", 0.001, step, rate);
        }

        @ParameterizedTest(name = "the same without warm-up: {0}, {1}")
        @CsvSource({"0, 0.001", "1, 0.000999950003749688", "10000, 0.000707106781186548", "30000, 0.0005"})
        void inverseSquareRootWithoutWarmUp(int step, double rate) {
            assertRate("inverse-sqrt", 0.001, step, rate);
        }

        @ParameterizedTest(name = "the same with a timescale: {0}, {1}")
        @CsvSource({"0, 0", "3, 0.00075", "4, 0.001", "5, 0.000995037190209989", "104, 0.000707106781186548"})
        void inverseSquareRootWithATimescale(int step, double rate) {
            assertRate("inverse-sqrt warmup-epochs=4 warmup-start-factor=0 timescale=100", 0.001, step, rate);
        }

        @ParameterizedTest(name = "PolynomialDecay of Keras: {0}, {1}")
        @CsvSource({"0, 0.1", "3, 0.0541", "9, 0.0109", "10, 0.01", "11, 0.01"})
        void polynomialDecayToAnEnd(int step, double rate) {
            assertRate("polynomial total=10 power=2 min-lr=0.01", 0.1, step, rate);
        }

        @ParameterizedTest(name = "the gradual warm-up of Goyal et al.: {0}, {1}")
        @CsvSource({"0, 0.1", "1, 0.2", "2, 0.3", "3, 0.4", "4, 0.5", "7, 0.25", "10, 0"})
        void warmUpInEqualParts(int step, double rate) {
            assertRate("cosine total=10 warmup-epochs=4", 0.5, step, rate);
        }
    }
}
