package dev.trackside.plugin.lrfinder;

import java.util.Locale;
import java.util.OptionalInt;

/** Rules that suggest a rate from a curve. */
enum Suggestion {
    /** Where the smoothed loss falls most steeply, by the logarithm of the rate. */
    STEEPEST("where the loss falls most steeply") {
        @Override
        OptionalInt index(Curve curve) {
            return curve.steepest();
        }
    },
    /** Half the way along the longest valley. */
    VALLEY("half the way along the longest valley of the loss") {
        @Override
        OptionalInt index(Curve curve) {
            return curve.valley();
        }
    },
    /** A tenth of the rate with the smallest loss. */
    MINIMUM("a tenth of where the loss is smallest") {
        @Override
        OptionalInt index(Curve curve) {
            return curve.minimum();
        }

        @Override
        double rate(double found) {
            return found / 10;
        }
    };

    private final String words;

    Suggestion(String words) {
        this.words = words;
    }

    /** The place in the curve that the rule goes by; empty if the curve does not have one. */
    abstract OptionalInt index(Curve curve);

    /** The rate to suggest, given that at the place. */
    double rate(double found) {
        return found;
    }

    /** Where it looks, in words. */
    String words() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
