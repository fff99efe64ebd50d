package dev.trackside.engine.djl;

import ai.djl.engine.Engine;
import dev.trackside.spi.TrainingLoop;

/**
 * Seeds DJL's random numbers (the order of examples, dropout, augmentation) from those of the run: anew for each epoch, batch and validation, so
 * that a resumed run draws the same numbers without the state of DJL's generators, which nobody can read.
 */
final class EpochSeeds {

    private final Engine engine;
    private int seed;

    EpochSeeds(Engine engine) {
        this.engine = engine;
    }

    /** The data set draws the order of the examples now. */
    void epoch(TrainingLoop loop) {
        seed = loop.random().nextInt();
        engine.setRandomSeed(seed);
    }

    /** A training batch of that index in the epoch comes next. */
    void batch(int index) {
        engine.setRandomSeed(mix(seed + 0x9E3779B9 * (index + 1)));
    }

    /** The validation comes next. */
    void validation() {
        engine.setRandomSeed(mix(~seed));
    }

    /** Murmur3's last step: neighboring numbers become unrelated seeds. */
    private static int mix(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
