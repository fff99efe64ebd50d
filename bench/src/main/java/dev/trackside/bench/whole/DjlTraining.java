package dev.trackside.bench.whole;

import ai.djl.training.EasyTrain;
import ai.djl.training.listener.TrainingListener;
import dev.trackside.Weights;
import dev.trackside.bench.whole.Contest.Comparison;
import dev.trackside.bench.whole.Contest.Side;
import dev.trackside.engine.common.Split;
import dev.trackside.engine.djl.TracksideListener;
import dev.trackside.run.RunResult;
import dev.trackside.spi.Engine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of DJL, trained in four ways: by a loop with the work in it, by Trackside's engine with the twelve attached, by {@code EasyTrain.fit} with a
 * list of listeners, and by the same with Trackside as the only listener.
 */
final class DjlTraining {

    private final Split split;
    private final int batchSize;
    private final int[] layers;

    /**
     * @param split the data
     * @param batchSize rows of a batch
     * @param layers sizes of the hidden layers
     */
    DjlTraining(Split split, int batchSize, int... layers) {
        this.split = split;
        this.batchSize = batchSize;
        this.layers = layers;
    }

    Contest contest(String name) {
        Side hand = new Side("twelve, by hand", ByHand::new);
        Side run = new Side("twelve, Trackside", (epochs, folder) -> new InRun(epochs, folder, null));
        Side fit = new Side("fit, 12 listeners", InFit::new);
        Side fitRun =
                new Side("fit, Trackside", (epochs, folder) -> new InRun(epochs, folder, new TracksideListener()));
        int batches = (split.train().rows() + batchSize - 1) / batchSize;
        return new Contest(name, batches, List.of(new Comparison(hand, run, true), new Comparison(fit, fitRun, true)));
    }

    private static String outcome(DjlSetup setup, Twelve twelve) {
        try (setup) {
            Weights weights = Runs.offered(setup.engine().build(), Weights.class);
            return "weights " + weights.snapshot().hashCode() + "\n" + twelve.findings();
        }
    }

    /** A loop that calls the twelve itself. */
    private final class ByHand implements Trial {

        private final DjlSetup setup = DjlSetup.of(split, batchSize, layers);
        private final Twelve twelve;
        private final DjlHandLoop loop;

        ByHand(int epochs, Path folder) {
            twelve = new Twelve(DjlSetup.RATE, epochs, folder);
            loop = new DjlHandLoop(setup, epochs, twelve);
        }

        @Override
        public void train() throws Exception {
            loop.train();
        }

        @Override
        public String outcome() {
            return DjlTraining.outcome(setup, twelve);
        }
    }

    /** DJL's loop with the twelve in its list of listeners. */
    private final class InFit implements Trial {

        private final int epochs;
        private final Twelve twelve;
        private final DjlListenerList list;
        private final DjlSetup setup;

        InFit(int epochs, Path folder) {
            this.epochs = epochs;
            twelve = new Twelve(DjlSetup.RATE, epochs, folder);
            list = new DjlListenerList(epochs, twelve);
            setup = DjlSetup.of(split, batchSize, layers, list.listeners());
        }

        @Override
        public void train() throws Exception {
            list.begin(setup);
            EasyTrain.fit(setup.trainer(), epochs, setup.train(), setup.validation());
        }

        @Override
        public String outcome() {
            return DjlTraining.outcome(setup, twelve);
        }
    }

    /** A run that has the twelve attached; DJL's loop if there is a listener, else that of the engine. */
    private final class InRun implements Trial {

        private final int epochs;
        private final Path folder;
        private final Twelve twelve;
        private final DjlSetup setup;
        private final Engine engine;
        private @Nullable RunResult result;

        InRun(int epochs, Path folder, @Nullable TracksideListener listener) {
            this.epochs = epochs;
            this.folder = folder;
            twelve = new Twelve(DjlSetup.RATE, epochs, folder);
            TrainingListener[] listeners =
                    listener == null ? new TrainingListener[0] : new TrainingListener[] {listener};
            setup = DjlSetup.of(split, batchSize, layers, listeners);
            engine = listener == null ? setup.engine().build() : setup.engine().fitting(listener);
        }

        @Override
        public void train() {
            result = Runs.run(epochs, folder, twelve).train(engine);
        }

        @Override
        public String outcome() {
            return DjlTraining.outcome(setup, twelve);
        }

        @Override
        public String costs() {
            return Costs.of(result);
        }
    }
}
