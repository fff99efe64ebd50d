package dev.trackside.plugin.lrfinder;

/** How the rates of a test follow one another. */
enum Spacing {
    /** By equal factors. */
    EXPONENTIAL {
        @Override
        double rate(double first, double last, double part) {
            return first * StrictMath.pow(last / first, part);
        }
    },
    /** By equal differences. */
    LINEAR {
        @Override
        double rate(double first, double last, double part) {
            return first + (last - first) * part;
        }
    };

    /** The rate at a part of the way, 0 being its begin and 1 its end. */
    abstract double rate(double first, double last, double part);
}
