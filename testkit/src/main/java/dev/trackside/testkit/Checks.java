package dev.trackside.testkit;

/** Checks of arguments that more than one fake makes. */
final class Checks {

    private Checks() {}

    static void notNegative(long value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException("%s is not negative, so not %d".formatted(what, value));
        }
    }

    static int positive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(what, value));
        }
        return value;
    }
}
