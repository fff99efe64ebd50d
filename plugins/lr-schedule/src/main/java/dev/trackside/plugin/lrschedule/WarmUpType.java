package dev.trackside.plugin.lrschedule;

import java.util.Locale;

/** How a warm-up goes. */
enum WarmUpType {
    /** In equal parts up to the first rate of the schedule. */
    LINEAR,
    /** At a part of the first rate of the schedule. */
    CONSTANT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
