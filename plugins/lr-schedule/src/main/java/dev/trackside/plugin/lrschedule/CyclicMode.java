package dev.trackside.plugin.lrschedule;

import java.util.Locale;

/** What becomes of the height of the cycles. */
enum CyclicMode {
    /** It stays. */
    TRIANGULAR,
    /** It is halved with each cycle. */
    TRIANGULAR2,
    /** A factor at each epoch or step. */
    EXP_RANGE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
