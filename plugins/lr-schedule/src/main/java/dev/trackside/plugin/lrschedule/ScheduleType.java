package dev.trackside.plugin.lrschedule;

import java.util.Locale;

/** The schedules there are. */
enum ScheduleType {
    /** The base rate throughout. */
    CONSTANT,
    /** A factor every so many epochs or steps. */
    STEP,
    /** Half a wave of the cosine down to the smallest rate. */
    COSINE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
