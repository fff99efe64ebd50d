package dev.trackside.plugin.lrschedule;

import java.util.Locale;

/** How a rate goes from one value to another. */
enum Annealing {
    /** Along half a wave of the cosine. */
    COS {
        @Override
        double between(double start, double end, double part) {
            return end + (start - end) / 2 * (1 + StrictMath.cos(StrictMath.PI * part));
        }
    },
    /** Along a straight line. */
    LINEAR {
        @Override
        double between(double start, double end, double part) {
            return start * (1 - part) + end * part;
        }
    };

    /** The value at a part of the way, 0 being its start and 1 its end. */
    abstract double between(double start, double end, double part);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
