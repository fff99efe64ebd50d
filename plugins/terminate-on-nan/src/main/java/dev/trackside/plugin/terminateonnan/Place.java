package dev.trackside.plugin.terminateonnan;

import dev.trackside.Batch;
import dev.trackside.Epoch;

/** How a batch is named for people. */
final class Place {

    private Place() {}

    static String of(Epoch epoch, Batch batch) {
        return "batch %d of epoch %d".formatted(batch.number(), epoch.number());
    }
}
