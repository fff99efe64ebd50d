package dev.trackside.testkit.contract;

import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;

/** Counts its steps, and offers and records nothing. */
final class BareEngine implements Engine {

    static final EngineClaims CLAIMS = EngineClaims.batches(2).batchesNotTold();

    private byte steps;

    byte[] model() {
        return new byte[] {steps};
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public void train(TrainingLoop loop) {
        while (loop.nextEpoch()) {
            for (int batch = 0; batch < 2; batch++) {
                if (loop.beginBatch(1) == TrainingLoop.Go.RUN) {
                    steps++;
                    loop.step();
                    loop.endBatch();
                }
            }
            loop.endEpoch();
        }
    }
}
