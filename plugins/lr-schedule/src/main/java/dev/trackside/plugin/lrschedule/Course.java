package dev.trackside.plugin.lrschedule;

import dev.trackside.Plan;
import dev.trackside.TracksideException;
import java.util.OptionalLong;

/**
 * The rates of one run: a schedule with its warm-up and the rate that it starts from.
 *
 * @param by what is counted
 * @param base the base rate
 * @param schedule the schedule
 * @param length epochs or optimizer steps of the run, if they are known
 */
record Course(Unit by, double base, Schedule schedule, OptionalLong length) {

    /** Before training begins. */
    static final Course STANDSTILL = new Course(Unit.EPOCH, 0, new Constant(1), OptionalLong.empty());

    /**
     * Makes the rates of a run.
     *
     * @param options the schedule
     * @param plan how long the run is
     * @param base the rate that it starts from
     * @throws TracksideException if options are missing or do not fit; one sentence says what to write
     */
    static Course of(LearningRateSchedule options, Plan plan, double base) {
        OptionText.checkUse(options);
        Lengths lengths = new Lengths(options, plan);
        long warmUp = lengths.warmUp();
        Schedule main = new Shapes(options.by, base, warmUp).of(options, () -> lengths.afterWarmUp(warmUp));
        Schedule whole = warmUp == 0 ? main : warmUp(options, warmUp, main);
        return new Course(options.by, base, whole, lengths.planned());
    }

    private static Schedule warmUp(ScheduleOptions options, long length, Schedule then) {
        WarmUpType type = options.warmupType == null ? WarmUpType.LINEAR : options.warmupType;
        double usual = type == WarmUpType.LINEAR ? 1.0 / (length + 1) : 1.0 / 3;
        return new WarmUp(length, type, options.warmupStartFactor == null ? usual : options.warmupStartFactor, then);
    }

    double rate(long position) {
        return schedule.rate(base, position);
    }

    /** The rate of each epoch or step of the run. */
    double[] rates() {
        long positions = length.orElseThrow(() ->
                new TracksideException("How many %ss there are is not known. Say how long the run is.".formatted(by)));
        double[] rates = new double[Math.toIntExact(positions)];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rate(i);
        }
        return rates;
    }
}
