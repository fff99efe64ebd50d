package dev.trackside.bench.whole;

import dev.trackside.Weights;
import dev.trackside.bench.whole.Contest.Comparison;
import dev.trackside.bench.whole.Contest.Side;
import dev.trackside.engine.common.Split;
import dev.trackside.engine.mlp.Mlp;
import dev.trackside.engine.mlp.MlpEngine;
import dev.trackside.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embedded engine, driven by a run or by hand. */
final class MlpTraining {

    private static final double RATE = 0.002;

    private final Split split;
    private final int batchSize;
    private final int[] layers;

    /**
     * @param split the data
     * @param batchSize rows of a batch
     * @param layers sizes of the hidden layers
     */
    MlpTraining(Split split, int batchSize, int... layers) {
        this.split = split;
        this.batchSize = batchSize;
        this.layers = layers;
    }

    Contest contest(String name) {
        Side alone = new Side("nobody, by hand", (epochs, folder) -> new ByHand(engine(), epochs, null));
        Side idle = new Side("nobody, Trackside", (epochs, folder) -> new InRun(engine(), epochs, folder, null));
        Side hand = new Side(
                "twelve, by hand", (epochs, folder) -> new ByHand(engine(), epochs, new Twelve(RATE, epochs, folder)));
        Side run = new Side(
                "twelve, Trackside",
                (epochs, folder) -> new InRun(engine(), epochs, folder, new Twelve(RATE, epochs, folder)));
        int batches = (split.train().rows() + batchSize - 1) / batchSize;
        return new Contest(name, batches, List.of(new Comparison(alone, idle, false), new Comparison(hand, run, true)));
    }

    private MlpEngine engine() {
        return Mlp.classifier(split.train(), split.validation())
                .layers(layers)
                .adam(RATE)
                .batchSize(batchSize)
                .seed(Runs.SEED)
                .build();
    }

    private static String outcome(MlpEngine engine, @Nullable Twelve twelve) {
        Weights weights = Runs.offered(engine, Weights.class);
        return "weights " + weights.snapshot().hashCode() + "\n" + (twelve == null ? "" : twelve.findings());
    }

    /** A loop that calls the twelve itself. */
    private static final class ByHand implements Trial {

        private final MlpEngine engine;
        private final HandLoop loop;
        private final @Nullable Twelve twelve;

        ByHand(MlpEngine engine, int epochs, @Nullable Twelve twelve) {
            this.engine = engine;
            this.twelve = twelve;
            this.loop = new HandLoop(Runs.SEED, epochs, twelve, engine);
        }

        @Override
        public void train() {
            engine.train(loop);
        }

        @Override
        public String outcome() {
            return loop.steps() + " steps\n" + MlpTraining.outcome(engine, twelve);
        }
    }

    /** A run that has the twelve attached. */
    private static final class InRun implements Trial {

        private final MlpEngine engine;
        private final int epochs;
        private final Path folder;
        private final @Nullable Twelve twelve;
        private @Nullable RunResult result;

        InRun(MlpEngine engine, int epochs, Path folder, @Nullable Twelve twelve) {
            this.engine = engine;
            this.epochs = epochs;
            this.folder = folder;
            this.twelve = twelve;
        }

        @Override
        public void train() {
            result = Runs.run(epochs, folder, twelve).train(engine);
        }

        @Override
        public String outcome() {
            long steps = result == null ? 0 : result.summary().steps();
            return steps + " steps\n" + MlpTraining.outcome(engine, twelve);
        }

        @Override
        public String costs() {
            return Costs.of(result);
        }
    }
}
