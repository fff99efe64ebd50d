package dev.trackside.processor.fuzz;

import java.util.Random;

/** Chance that repeats with its seed. */
final class Dice {

    private final Random random;
    private boolean careful;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** Decides of what is to come whether it is like what people write, or anything at all. */
    void changeMood() {
        careful = percent(70);
    }

    /** Whether the next choice is one that people would make; of those who do not care, most choices are, too. */
    boolean careful() {
        return careful || percent(75);
    }

    /** The text in so many of a hundred cases, but never in what is careful. */
    String careless(int chance, String text) {
        return !careful() && percent(chance) ? text : "";
    }

    /** True in so many of a hundred cases. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The text in so many of a hundred cases, else nothing. */
    String maybe(int chance, String text) {
        return percent(chance) ? text : "";
    }
}
