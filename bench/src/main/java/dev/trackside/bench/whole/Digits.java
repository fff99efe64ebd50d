package dev.trackside.bench.whole;

import dev.trackside.engine.common.ColumnSelector;
import dev.trackside.engine.common.CsvTable;
import dev.trackside.engine.common.Scaling;
import dev.trackside.engine.common.Split;
import java.nio.file.Path;

/** The digits of the examples: 64 pixels, ten classes. */
final class Digits {

    private Digits() {}

    /** Four fifths to train on, the rest for validation. */
    static Split read(Path file) {
        return Split.random(CsvTable.read(file, ColumnSelector.at(64)).classification(), 0.2, Runs.SEED)
                .scaled(Scaling.divideBy(16));
    }
}
