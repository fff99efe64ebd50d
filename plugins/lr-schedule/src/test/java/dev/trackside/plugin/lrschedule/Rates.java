package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rates of schedules that are written as in a sequence: the type, then its options. */
final class Rates {

    private Rates() {}

    /** The rates of so many epochs of one step. */
    static double[] of(String schedule, double base, int epochs) {
        Map<String, Object> options = new LinkedHashMap<>();
        String[] words = schedule.split(" ");
        options.put("type", words[0]);
        for (int i = 1; i < words.length; i++) {
            String[] option = words[i].split("=", 2);
            options.put(option[0], List.of(option[1].split(",")));
        }
        return LearningRateSchedule.simulate(options, epochs, 1, base);
    }

    /** Compares one rate; to 13 digits, which is more than the tables are asked for. */
    static void assertRate(String schedule, double base, int position, double expected) {
        double actual = of(schedule, base, position + 1)[position];
        assertThat(actual)
                .as("rate %d of %s", position, schedule)
                .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }

    /** Compares one rate of two schedules, one after the other. */
    static void assertSequence(
            long milestone, String first, String second, double base, int position, double expected) {
        Map<String, Object> options =
                Map.of("type", "sequential", "sequence", List.of(first, second), "milestones", List.of(milestone));
        double actual = LearningRateSchedule.simulate(options, position + 1, 1, base)[position];
        assertThat(actual)
                .as("rate %d of %s and %s", position, first, second)
                .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }
}
