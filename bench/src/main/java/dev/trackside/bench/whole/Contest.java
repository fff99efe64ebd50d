package dev.trackside.bench.whole;

import java.nio.file.Path;
import java.util.List;

/**
 * The same training in several ways.
 *
 * @param name of the training
 * @param batchesPerEpoch training batches
 * @param comparisons which way is compared with which
 */
record Contest(String name, int batchesPerEpoch, List<Comparison> comparisons) {

    /**
     * Two ways to watch the same training; their outcomes must be equal.
     *
     * @param reference what the other is compared with
     * @param measured the one with Trackside
     * @param goal whether the goal for throughput is meant for this one
     */
    record Comparison(Side reference, Side measured, boolean goal) {}

    /**
     * One way to watch.
     *
     * @param name of the way
     * @param maker makes a training ready
     */
    record Side(String name, Maker maker) {}

    /** Makes trainings ready. */
    @FunctionalInterface
    interface Maker {

        /**
         * Makes a training with new weights.
         *
         * @param epochs how long it is to be
         * @param folder an empty folder for what it writes
         */
        Trial make(int epochs, Path folder) throws Exception;
    }

    /** All ways, each once. */
    List<Side> sides() {
        return comparisons.stream()
                .flatMap(pair -> List.of(pair.reference(), pair.measured()).stream())
                .distinct()
                .toList();
    }
}
