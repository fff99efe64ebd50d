package dev.trackside.engine.mlp;

import dev.trackside.engine.common.ColumnSelector;
import dev.trackside.engine.common.CsvTable;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Scaling;
import dev.trackside.engine.common.Split;
import java.nio.file.Path;

/** The digits of the examples, read once. */
final class Digits {

    static final Path FILE = Path.of("../../examples/digits/digits.csv.gz");

    private static final Dataset ALL =
            CsvTable.read(FILE, ColumnSelector.at(64)).classification();

    private Digits() {}

    /** Four fifths to train on, the rest for validation. */
    static Split split(long seed) {
        return Split.random(ALL, 0.2, seed).scaled(Scaling.divideBy(16));
    }
}
