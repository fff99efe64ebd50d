package dev.trackside.bench.whole;

import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.bench.whole.Contest.Comparison;
import dev.trackside.bench.whole.Contest.Side;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Seeds;
import dev.trackside.engine.common.Split;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop of one's own, as somebody would write it, and the same loop as the body of a run. */
final class OwnTraining {

    private static final double RATE = 0.1;

    private final Split split;
    private final int batchSize;
    private final int hidden;

    /**
     * @param split the data
     * @param batchSize rows of a batch
     * @param hidden units of the hidden layer
     */
    OwnTraining(Split split, int batchSize, int hidden) {
        this.split = split;
        this.batchSize = batchSize;
        this.hidden = hidden;
    }

    Contest contest(String name) {
        Side alone = new Side("nobody, by hand", (epochs, folder) -> new ByHand(epochs, null));
        Side idle = new Side("nobody, Trackside", (epochs, folder) -> new InRun(epochs, folder, null));
        Side hand =
                new Side("twelve, by hand", (epochs, folder) -> new ByHand(epochs, new Twelve(RATE, epochs, folder)));
        Side run = new Side(
                "twelve, Trackside", (epochs, folder) -> new InRun(epochs, folder, new Twelve(RATE, epochs, folder)));
        int batches = (split.train().rows() + batchSize - 1) / batchSize;
        return new Contest(name, batches, List.of(new Comparison(alone, idle, false), new Comparison(hand, run, true)));
    }

    /** Where a batch begins in the order, and how many rows it has. */
    private record Rows(int begin, int count) {}

    /** What both ways have in common. */
    private abstract class Own implements Trial {

        final Dataset train = split.train();
        final Dataset validation = split.validation();
        final OwnNet net = new OwnNet(train.width(), hidden, batchSize, RATE);
        final OwnOffers offers = OwnOffers.of(net);
        final List<Rows> batches = cut(train.rows());
        final List<Rows> validationBatches = cut(validation.rows());
        final int[] order = new int[train.rows()];
        final int[] validationOrder = new int[validation.rows()];
        final int epochs;
        final @Nullable Twelve twelve;

        Own(int epochs, @Nullable Twelve twelve) {
            this.epochs = epochs;
            this.twelve = twelve;
            Seeds.identity(validationOrder);
        }

        private List<Rows> cut(int rows) {
            List<Rows> cut = new ArrayList<>();
            for (int begin = 0; begin < rows; begin += batchSize) {
                cut.add(new Rows(begin, Math.min(batchSize, rows - begin)));
            }
            return cut;
        }

        double trained(Rows rows) {
            return net.forward(train, order, rows.begin(), rows.count());
        }

        double validated(Rows rows) {
            return net.forward(validation, validationOrder, rows.begin(), rows.count());
        }

        @Override
        public String outcome() {
            String weights = "weights " + offers.weights().snapshot().hashCode();
            return twelve == null ? weights : weights + "\n" + twelve.findings();
        }
    }

    /** The loop with its work in it. */
    private final class ByHand extends Own {

        private boolean stopped;

        ByHand(int epochs, @Nullable Twelve twelve) {
            super(epochs, twelve);
        }

        @Override
        public void train() {
            for (int epoch = 0; epoch < epochs && !stopped; epoch++) {
                if (twelve != null) {
                    twelve.cosine.epochBegins(epoch, offers.rate());
                }
                Seeds.identity(order);
                Seeds.shuffle(order, HandLoop.random(Runs.SEED, epoch));
                double loss = trainEpoch(epoch);
                validate(epoch, loss);
            }
        }

        private double trainEpoch(int epoch) {
            double sum = 0;
            int examples = 0;
            int index = 0;
            for (Rows batch : batches) {
                if (twelve != null) {
                    twelve.throughput.batchBegins();
                }
                double loss = trained(batch);
                double accuracy = net.accuracy();
                net.backward(train, order, batch.begin());
                if (twelve != null && (index + 1) % GradientNorms.EVERY == 0) {
                    twelve.norms.computed(offers.gradients());
                }
                net.step();
                if (twelve != null) {
                    twelve.means.batchEnded(loss, accuracy);
                    twelve.window.batchEnded(loss);
                    twelve.histogram.batchEnded(loss);
                    twelve.throughput.batchEnded(batch.count());
                    if ((index + 1) % CsvRows.EVERY == 0) {
                        twelve.rows.batchEnded(epoch, index, loss, accuracy);
                    }
                    if ((index + 1) % LogLines.EVERY == 0) {
                        twelve.lines.batchEnded(epoch, index, loss);
                    }
                    if (stops(twelve.guard.batchEnded(loss))) {
                        break;
                    }
                }
                sum += batch.count() * loss;
                examples += batch.count();
                index++;
            }
            return sum / examples;
        }

        private void validate(int epoch, double trainLoss) {
            double losses = 0;
            double accuracies = 0;
            for (Rows batch : validationBatches) {
                losses += batch.count() * validated(batch);
                accuracies += batch.count() * net.accuracy();
                if (twelve != null) {
                    twelve.confusion.batchEnded(offers.predictions());
                }
            }
            if (twelve != null) {
                double loss = losses / validation.rows();
                twelve.confusion.validationEnded();
                twelve.histogram.epochEnded();
                twelve.rows.epochEnded();
                twelve.lines.epochEnded(epoch, trainLoss, loss, accuracies / validation.rows());
                twelve.best.epochEnded(loss, offers.weights());
                stopped |= stops(twelve.stale.epochEnded(loss));
            }
        }

        private boolean stops(Control control) {
            stopped |= control.kind() == Control.Kind.STOP;
            return stopped;
        }
    }

    /** The loop as the body of a run. */
    private final class InRun extends Own {

        private final Path folder;
        private @Nullable RunResult result;

        InRun(int epochs, Path folder, @Nullable Twelve twelve) {
            super(epochs, twelve);
            this.folder = folder;
        }

        @Override
        public void train() {
            result = Runs.run(epochs, folder, twelve)
                    .offers(Weights.class, offers.weights())
                    .offers(Gradients.class, offers.gradients())
                    .offers(LearningRate.class, offers.rate())
                    .offers(Predictions.class, offers.predictions())
                    .produces("loss", "accuracy", "val_loss", "val_accuracy")
                    .train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            Seeds.identity(order);
                            Seeds.shuffle(order, epoch.random());
                            for (LoopBatch<Rows> batch : epoch.batches(batches, Rows::count)) {
                                batch.record("loss", trained(batch.data()));
                                batch.record("accuracy", net.accuracy());
                                net.backward(train, order, batch.data().begin());
                                if (batch.gradients()) {
                                    net.step();
                                }
                            }
                            epoch.validation(() -> {
                                for (LoopBatch<Rows> batch : epoch.validationBatches(validationBatches, Rows::count)) {
                                    batch.record("val_loss", validated(batch.data()));
                                    batch.record("val_accuracy", net.accuracy());
                                }
                            });
                        }
                    });
        }

        @Override
        public String costs() {
            return Costs.of(result);
        }
    }
}
