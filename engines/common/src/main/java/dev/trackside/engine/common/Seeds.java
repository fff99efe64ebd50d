package dev.trackside.engine.common;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Independent streams of random numbers from one seed, the same on every JDK.
 *
 * <p>Every use has a stream of its own, so that one more number drawn here changes nothing there. The generator is {@link Random},
 * the only one of the JDK whose algorithm is specified.
 *
 * @since 0.1
 */
public final class Seeds {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Returns the generator of one purpose.
     *
     * @param seed the seed of the run
     * @param purpose what the numbers are for, as in {@code "split"}
     */
    public static RandomGenerator stream(long seed, String purpose) {
        long mixed = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed + purpose.charAt(i));
        }
        return new Random(mixed);
    }

    /** Returns the numbers from 0 to {@code count} minus 1 in random order. */
    public static int[] permutation(int count, RandomGenerator random) {
        int[] order = new int[count];
        identity(order);
        shuffle(order, random);
        return order;
    }

    /** Fills the array with the numbers from 0 on, in order. */
    public static void identity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Puts the numbers into random order. */
    public static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
    }

    /** The mixing step of SplitMix64: neighboring seeds give unrelated streams. */
    private static long mix(long seed) {
        long z = seed + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
