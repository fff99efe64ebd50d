package dev.trackside.plugin.lrschedule;

import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the schedules that options describe, without their warm-up. What is missing or does not fit is one sentence that says what to write. */
final class Shapes {

    private final Unit unit;
    private final double base;
    private final long warmUp;

    /**
     * Makes schedules of one run.
     *
     * @param unit what is counted
     * @param base the base rate, to judge other rates by
     * @param warmUp the length of the warm-up before, 0 for none
     */
    Shapes(Unit unit, double base, long warmUp) {
        this.unit = unit;
        this.base = base;
        this.warmUp = warmUp;
    }

    /**
     * Makes a schedule.
     *
     * @param options what it is like
     * @param length how long it is; asked only if that matters
     */
    Schedule of(ScheduleOptions options, LongSupplier length) {
        double minRate = minRate(options);
        return switch (options.type) {
            case CONSTANT -> new Constant(or(options.factor, 1));
            case STEP ->
                new StepDecay(
                        needed(options, options.stepSize, "step-size, the number of %ss from one decay to the next"),
                        or(options.gamma, 0.1),
                        minRate);
            case MULTI_STEP -> new MultiStepDecay(decays(options), or(options.gamma, 0.1), minRate);
            case EXPONENTIAL ->
                new ExponentialDecay(
                        needed(options, options.gamma, "gamma, the factor of each %s, for example 0.95"), minRate);
            case POLYNOMIAL -> new PolynomialDecay(length.getAsLong(), or(options.power, 1), minRate);
            case LINEAR -> new Line(length.getAsLong(), or(options.startFactor, 1), or(options.endFactor, 0), minRate);
            case COSINE -> new Cosine(length.getAsLong(), minRate);
            case COSINE_WARM_RESTARTS ->
                new CosineWarmRestarts(
                        needed(options, options.firstCycle, "t-0, the number of %ss until the first restart"),
                        options.cycleFactor == null ? 1 : options.cycleFactor,
                        minRate);
            case ONE_CYCLE -> oneCycle(options, length.getAsLong());
            case CYCLIC -> cyclic(options);
            case INVERSE_SQRT -> new InverseSquareRoot(timescale(options), minRate);
            case SEQUENTIAL -> sequence(options, length);
        };
    }

    private double minRate(ScheduleOptions options) {
        double minRate = or(options.minLr, 0);
        if (minRate > base) {
            throw new TracksideException(
                    "min-lr is %s, above the base rate %s. Lower min-lr, or raise lr.".formatted(minRate, base));
        }
        return minRate;
    }

    private List<Long> decays(ScheduleOptions options) {
        if (options.milestones.isEmpty()) {
            needed(options, null, "milestones, the %ss after which the rate decays, for example [30, 80]");
        }
        return options.milestones;
    }

    private static Schedule oneCycle(ScheduleOptions options, long length) {
        double rise = or(options.pctStart, 0.3);
        boolean threePhase = Boolean.TRUE.equals(options.threePhase);
        if (threePhase && rise > 0.5) {
            throw new TracksideException("""
                    With three-phase the rate falls for as long as it rises, so pct-start %s leaves nothing for the third phase. \
                    Set pct-start to 0.5 or less.""".formatted(rise));
        }
        Annealing annealing = options.annealStrategy == null ? Annealing.COS : options.annealStrategy;
        Schedule cycle = new OneCycle(
                length, rise, annealing, or(options.divFactor, 25), or(options.finalDivFactor, 1e4), threePhase);
        return startingFrom(options.maxLr, "max-lr", options.lr, cycle);
    }

    private Schedule cyclic(ScheduleOptions options) {
        double lower = or(options.baseLr, base);
        double upper = needed(options, options.maxLr, "max-lr, the rate of the upper ends");
        if (upper < lower) {
            throw new TracksideException(
                    "max-lr is %s, below the rate of the lower ends, %s. Raise max-lr, or lower %s."
                            .formatted(upper, lower, options.baseLr == null ? "lr" : "base-lr"));
        }
        long up =
                needed(options, options.stepSizeUp, "step-size-up, the number of %ss from the lower end to the upper");
        long down = options.stepSizeDown == null ? up : options.stepSizeDown;
        CyclicMode mode = options.mode == null ? CyclicMode.TRIANGULAR : options.mode;
        if (options.gamma != null && mode != CyclicMode.EXP_RANGE) {
            throw new TracksideException(
                    "gamma is given, but mode %s does not use it. Remove gamma, or set mode to exp-range."
                            .formatted(mode));
        }
        Schedule cycles = new Cyclic(upper, up, down, mode, or(options.gamma, 1));
        return startingFrom(options.baseLr, "base-lr", options.lr, cycles);
    }

    private static Schedule startingFrom(@Nullable Double own, String name, @Nullable Double lr, Schedule schedule) {
        if (own != null && lr != null) {
            throw new TracksideException(
                    "lr and %s are both set, and both say where the schedule begins. Keep one of them."
                            .formatted(name));
        }
        return own == null ? schedule : new From(own, schedule);
    }

    private long timescale(ScheduleOptions options) {
        if (options.timescale != null) {
            return options.timescale;
        }
        return warmUp > 0 ? warmUp : 10_000;
    }

    private Schedule sequence(ScheduleOptions options, LongSupplier length) {
        List<Long> milestones = options.milestones;
        if (options.sequence.isEmpty()) {
            needed(
                    options,
                    null,
                    "sequence, the schedules, for example [linear start-factor=0.1 end-factor=1, cosine]");
        }
        if (milestones.size() != options.sequence.size() - 1) {
            throw new TracksideException(
                    "A sequence of %d schedules needs %d milestones, where each but the first begins, not %d. Set milestones."
                            .formatted(options.sequence.size(), options.sequence.size() - 1, milestones.size()));
        }
        Shapes parts = new Shapes(unit, base, 0);
        List<Schedule> schedules = new ArrayList<>();
        for (int i = 0; i < options.sequence.size(); i++) {
            long begin = i == 0 ? 0 : milestones.get(i - 1);
            LongSupplier end = i < milestones.size() ? lengthOf(milestones.get(i)) : length;
            if (i < milestones.size() && milestones.get(i) <= begin) {
                throw new TracksideException(
                        "The milestones %s do not rise. Write them from the smallest to the largest."
                                .formatted(milestones));
            }
            LearningRateSchedule part = SequencePart.parse(options.sequence.get(i));
            schedules.add(parts.of(part, () -> part.total != null ? part.total : Math.max(1, end.getAsLong() - begin)));
        }
        return new Sequence(schedules, milestones);
    }

    private static LongSupplier lengthOf(long end) {
        return () -> end;
    }

    private <T> T needed(ScheduleOptions options, @Nullable T value, String what) {
        if (value == null) {
            throw new TracksideException(
                    "Type %s needs %s.".formatted(options.type, what.replace("%s", unit.toString())));
        }
        return Objects.requireNonNull(value);
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
