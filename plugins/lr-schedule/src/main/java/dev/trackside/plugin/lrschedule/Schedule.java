package dev.trackside.plugin.lrschedule;

/** A learning rate for each position of a run. */
interface Schedule {

    /**
     * The rate at a position.
     *
     * @param base the rate that the schedule starts from
     * @param position epochs or steps done before
     * @return the rate; the same bits for the same arguments, everywhere
     */
    double rate(double base, long position);
}
