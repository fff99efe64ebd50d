package dev.trackside.plugin.lrschedule;

import java.util.Locale;

/** What a schedule counts. */
enum Unit {
    /** Epochs: one rate for all batches of an epoch. */
    EPOCH,
    /** Optimizer steps: a rate for each. */
    STEP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
