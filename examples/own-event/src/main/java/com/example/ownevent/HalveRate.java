package com.example.ownevent;

import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.LearningRate;
import java.util.Optional;

// docs: the handlers
/** Halves the learning rate at each plateau, and gives up at the fifth. */
final class HalveRate {

    @OnPlateau
    void halve(Plateau plateau, LearningRate rate) {
        rate.set(rate.get() / 2, "no better than %.5f for %d epochs".formatted(plateau.best(), plateau.epochs()));
    }

    @OnPlateau(from = 5)
    Control giveUp(Plateau plateau, Optional<Epoch> epoch) {
        return Control.stop("it gets no better than %.5f, at epoch %d"
                .formatted(plateau.best(), epoch.map(Epoch::number).orElse(0)));
    }
}
// docs: end
