package dev.trackside.plugin.lrschedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The schedules there are, and which options each takes beside those of all. */
enum ScheduleType {
    /** The base rate, or a part of it, throughout. */
    CONSTANT("factor"),
    /** A factor every so many epochs or steps. */
    STEP("step-size", "gamma", "min-lr"),
    /** A factor at each milestone. */
    MULTI_STEP("milestones", "gamma", "min-lr"),
    /** A factor at each epoch or step. */
    EXPONENTIAL("gamma", "min-lr"),
    /** A power of what is left of the run. */
    POLYNOMIAL("power", "total", "min-lr"),
    /** A straight line. */
    LINEAR("start-factor", "end-factor", "total", "min-lr"),
    /** Half a wave of the cosine down to the smallest rate. */
    COSINE("total", "min-lr"),
    /** Half waves of the cosine, each beginning at the base rate again. */
    COSINE_WARM_RESTARTS("t-0", "t-mult", "min-lr"),
    /** Up to a largest rate and down far below where it began. */
    ONE_CYCLE("max-lr", "pct-start", "anneal-strategy", "div-factor", "final-div-factor", "three-phase", "total"),
    /** Up and down between two rates. */
    CYCLIC("base-lr", "max-lr", "step-size-up", "step-size-down", "mode", "gamma"),
    /** One over the square root of the epochs or steps. */
    INVERSE_SQRT("timescale", "min-lr"),
    /** Several schedules, one after the other. */
    SEQUENTIAL("sequence", "milestones", "total");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    ScheduleType(String... options) {
        this.options = List.of(options);
    }

    /** The names of the options that it takes beside those of all. */
    List<String> options() {
        return options;
    }

    /** The types that take an option, as people write them. */
    static List<String> taking(String option) {
        return Arrays.stream(values())
                .filter(type -> type.options.contains(option))
                .map(ScheduleType::toString)
                .toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
