package com.example.ownevent;

import java.util.Optional;

/** Tells when a loss no longer goes down. */
final class PlateauDetector {

    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int epochs;

    PlateauDetector(int patience) {
        this.patience = patience;
    }

    Optional<Plateau> next(double loss) {
        if (loss < best) { // NaN is not better
            best = loss;
            epochs = 0;
            return Optional.empty();
        }
        epochs++;
        if (epochs < patience) {
            return Optional.empty();
        }
        Plateau plateau = new Plateau(epochs, best);
        epochs = 0;
        return Optional.of(plateau);
    }
}
