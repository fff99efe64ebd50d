package dev.trackside.plugin.lrschedule;

/**
 * A schedule that starts from a rate of its own in place of the base rate.
 *
 * @param own the rate
 * @param schedule the schedule
 */
record From(double own, Schedule schedule) implements Schedule {

    @Override
    public double rate(double base, long position) {
        return schedule.rate(own, position);
    }
}
