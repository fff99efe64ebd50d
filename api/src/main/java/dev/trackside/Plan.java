package dev.trackside;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long the run is meant to be, as far as that is known: for schedules and estimates of the time left. A service; usable from any thread.
 *
 * @since 0.1
 */
public interface Plan {

    /**
     * Planned epochs.
     *
     * @return a positive number, or empty for a run without a limit
     */
    OptionalInt epochs();

    /**
     * Training batches in each epoch.
     *
     * @return a positive number; empty if it is not known, at least before the first epoch has ended
     */
    OptionalInt batchesPerEpoch();

    /**
     * Planned optimizer steps of the whole run.
     *
     * @return a positive number, or empty if it is not known
     */
    OptionalLong steps();
}
