package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.TracksideException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleOptionsTests {

    /** What is wrong is one sentence, and another says what to write. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    step | Type step needs step-size, the number of epochs from one decay to the next.
                    step by=step | Type step needs step-size, the number of steps from one decay to the next.
                    multi-step | Type multi-step needs milestones, the epochs after which the rate decays, for example [30, 80].
                    exponential | Type exponential needs gamma, the factor of each epoch, for example 0.95.
                    cosine-warm-restarts | Type cosine-warm-restarts needs t-0, the number of epochs until the first restart.
                    cyclic | Type cyclic needs max-lr, the rate of the upper ends.
                    cyclic max-lr=1 | Type cyclic needs step-size-up, the number of epochs from the lower end to the upper.
                    sequential | Type sequential needs sequence, the schedules, for example [linear start-factor=0.1 end-factor=1, cosine].
                    cosine gamma=0.5 | gamma is given, but type cosine does not use it. Remove it, or set type to step, multi-step, exponential or cyclic.
                    step step-size=2 milestones=4 | milestones is given, but type step does not use it. Remove it, or set type to multi-step or sequential.
                    constant min-lr=0 | min-lr is given, but type constant does not use it. Remove it, or set type to step, multi-step, exponential, \
                    polynomial, linear, cosine, cosine-warm-restarts or inverse-sqrt.
                    cosine min-lr=0.2 | min-lr is 0.2, above the base rate 0.1. Lower min-lr, or raise lr.
                    one-cycle max-lr=1 lr=2 | lr and max-lr are both set, and both say where the schedule begins. Keep one of them.
                    one-cycle three-phase=true pct-start=0.6 | With three-phase the rate falls for as long as it rises, so pct-start 0.6 leaves \
                    nothing for the third phase. Set pct-start to 0.5 or less.
                    cyclic base-lr=1 lr=1 max-lr=2 step-size-up=3 | lr and base-lr are both set, and both say where the schedule begins. Keep one of them.
                    cyclic max-lr=0.05 step-size-up=3 | max-lr is 0.05, below the rate of the lower ends, 0.1. Raise max-lr, or lower lr.
                    cyclic max-lr=1 step-size-up=3 gamma=0.9 | gamma is given, but mode triangular does not use it. Remove gamma, or set mode to exp-range.
                    cosine warmup-epochs=1 warmup-steps=1 | warmup-epochs and warmup-steps are both set. Keep one of them.
                    cosine warmup-steps=1 | warmup-steps needs a rate for each step. Set by to step, or use warmup-epochs.
                    cosine warmup-type=constant | warmup-type is given, but no warm-up. Set warmup-epochs or warmup-steps, or remove it.
                    cosine warmup-start-factor=0 | warmup-start-factor is given, but no warm-up. Set warmup-epochs or warmup-steps, or remove it.
                    cosine total=3 warmup-epochs=3 | A warm-up of 3 epochs leaves nothing of a total of 3. Shorten the warm-up, or raise total.
                    cosinus | type is 'cosinus'; it must be constant, step, multi-step, exponential, polynomial, linear, cosine, \
                    cosine-warm-restarts, one-cycle, cyclic, inverse-sqrt or sequential.
                    step step-size=many | step-size is 'many'; it must be a whole number.
                    step step-size=0 | step-size is 0.0; it must be from 1.0 to Infinity.
                    cosine min-lr=low | min-lr is 'low'; it must be a number.
                    cosine min-lr=1,2 | min-lr takes one value, not [1, 2]. Write one.
                    one-cycle three-phase=maybe | three-phase is 'maybe'; it must be true or false.
                    """)
    void whatIsWrongIsASentence(String schedule, String sentence) {
        assertThatThrownBy(() -> Rates.of(schedule, 0.1, 10))
                .isInstanceOf(TracksideException.class)
                .hasMessage(sentence);
    }

    @Test
    void anOptionThatThereIsNotIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Rates.of("cosine gama=1", 0.1, 10))
                .hasMessageStartingWith("there is no option gama. Options are type, by, lr, min-lr, total,");
    }

    @ParameterizedTest
    @EnumSource(ScheduleType.class)
    void eachOptionOfATypeIsAnOptionOfThePlugin(ScheduleType type) {
        List<String> names = new LearningRateSchedule_Table()
                .options().stream().map(spec -> spec.name()).toList();

        assertThat(names).containsAll(type.options());
    }

    @Nested
    class ASequence {

        private double[] rates(List<String> sequence, List<Integer> milestones) {
            return LearningRateSchedule.simulate(
                    Map.of("type", "sequential", "sequence", sequence, "milestones", milestones), 10, 1, 0.8);
        }

        @Test
        void givesEachScheduleTheLengthUpToTheNext() {
            double[] rates = rates(List.of("linear start-factor=0.5 end-factor=1", "linear"), List.of(4));

            assertThat(rates).startsWith(0.4, 0.5);
            assertThat(rates[4]).isEqualTo(0.8);
            assertThat(rates[7]).isCloseTo(0.4, within(1e-15));
        }

        @Test
        void mayWarmUp() {
            double[] rates = LearningRateSchedule.simulate(
                    Map.of(
                            "type",
                            "sequential",
                            "sequence",
                            List.of("constant factor=0.5", "constant"),
                            "milestones",
                            List.of(2),
                            "warmup-epochs",
                            1),
                    5,
                    1,
                    0.8);

            assertThat(rates).containsExactly(0.2, 0.4, 0.4, 0.8, 0.8);
        }

        @ParameterizedTest(name = "{0} at {1}")
        @CsvSource(delimiter = '|', textBlock = """
                        cosine;constant | 3;5 | A sequence of 2 schedules needs 1 milestones, where each but the first begins, not 2. Set milestones.
                        cosine;constant;cosine | 5;3 | The milestones [5, 3] do not rise. Write them from the smallest to the largest.
                        cosine;constant of=1 | 5 | sequence, 'constant of=1': type constant does not take of within a sequence; it takes factor.
                        cosine;constant factor | 5 | sequence, 'constant factor': 'factor' is no option. Write the type, then NAME=VALUE, as in: cosine total=20.
                        cosine;sequential | 5 | sequence, 'sequential': a sequence cannot be part of another. Write its parts here.
                        cosine;step | 5 | Type step needs step-size, the number of epochs from one decay to the next.
                        """)
        void isRefusedInASentence(String sequence, String milestones, String sentence) {
            List<Integer> begins = List.of(milestones.split(";")).stream()
                    .map(Integer::valueOf)
                    .toList();

            assertThatThrownBy(() -> rates(List.of(sequence.split(";")), begins))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage(sentence);
        }
    }

    @Nested
    class ASimulation {

        @Test
        void hasARateForEachEpoch() {
            assertThat(LearningRateSchedule.simulate(Map.of("type", "step", "step-size", 2, "gamma", 0.5), 5, 100, 0.8))
                    .containsExactly(0.8, 0.8, 0.4, 0.4, 0.2);
        }

        @Test
        void hasARateForEachStepIfThatIsWhatIsCounted() {
            assertThat(LearningRateSchedule.simulate(
                            Map.of("type", "constant", "by", "step", "warmup-epochs", 1), 2, 3, 0.8))
                    .containsExactly(0.2, 0.4, 0.8 * 0.75, 0.8, 0.8, 0.8);
        }

        @Test
        void needsARun() {
            assertThatThrownBy(() -> LearningRateSchedule.simulate(Map.of(), 0, 1, 0.1))
                    .hasMessage("0 epochs is no run. Give at least 1.");
        }
    }
}
