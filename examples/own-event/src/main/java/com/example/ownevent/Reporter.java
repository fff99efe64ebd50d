package com.example.ownevent;

import dev.trackside.Console;
import dev.trackside.Metric;

/** Prints every second plateau. */
final class Reporter {

    @OnPlateau(every = 2)
    void report(Plateau plateau, @Metric("lr") double rate, Console console) {
        console.line("plateau at %.5f, learning rate %.4f".formatted(plateau.best(), rate));
    }
}
