package dev.trackside.bench.whole;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Weights;
import dev.trackside.engine.djl.DjlEngine;
import org.jspecify.annotations.Nullable;

/**
 * The twelve as listeners of DJL. DJL tells a listener neither the values of a batch nor its number, nor when it begins: one listener before the
 * twelve computes and counts for all of them, one behind them ends the epoch.
 */
final class DjlListenerList {

    private final Twelve twelve;
    private final int epochs;
    private @Nullable Offers offers;
    private int epoch;
    private int batch = -1;
    private double loss;
    private double accuracy;

    /** What comes from the trainer, which is made after its listeners. */
    private record Offers(
            LearningRate rate, Weights weights, Gradients gradients, DjlValues training, DjlValues validation) {}

    DjlListenerList(int epochs, Twelve twelve) {
        this.epochs = epochs;
        this.twelve = twelve;
    }

    /** Gets ready for training. */
    void begin(DjlSetup setup) {
        DjlEngine engine = setup.engine().build();
        offers = new Offers(
                setup.optimizer().learningRate(),
                Runs.offered(engine, Weights.class),
                Runs.offered(engine, Gradients.class),
                new DjlValues(setup.trainer()),
                new DjlValues(setup.trainer()));
        twelve.cosine.epochBegins(0, offers.rate());
        twelve.throughput.batchBegins();
    }

    private Offers offers() {
        if (offers == null) {
            throw new IllegalStateException("begin was not called");
        }
        return offers;
    }

    private static void heed(Control control) {
        if (control.kind() == Control.Kind.STOP) {
            throw new EarlyStoppedException(0, control.reason());
        }
    }

    TrainingListener[] listeners() {
        return new TrainingListener[] {
            new First(),
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    twelve.means.batchEnded(loss, accuracy);
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    twelve.window.batchEnded(loss);
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    twelve.histogram.batchEnded(loss);
                }

                @Override
                public void onEpoch(Trainer trainer) {
                    twelve.histogram.epochEnded();
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    heed(twelve.guard.batchEnded(loss));
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    if ((batch + 1) % GradientNorms.EVERY == 0) {
                        twelve.norms.computed(offers().gradients());
                    }
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onEpoch(Trainer trainer) {
                    if (epoch + 1 < epochs) {
                        twelve.cosine.epochBegins(epoch + 1, offers().rate());
                    }
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    if ((batch + 1) % CsvRows.EVERY == 0) {
                        twelve.rows.batchEnded(epoch, batch, loss, accuracy);
                    }
                }

                @Override
                public void onEpoch(Trainer trainer) {
                    twelve.rows.epochEnded();
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    if ((batch + 1) % LogLines.EVERY == 0) {
                        twelve.lines.batchEnded(epoch, batch, loss);
                    }
                }

                @Override
                public void onEpoch(Trainer trainer) {
                    DjlValues validation = offers().validation();
                    twelve.lines.epochEnded(
                            epoch, offers().training().meanLoss(), validation.meanLoss(), validation.meanAccuracy());
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    twelve.throughput.batchEnded(data.getBatch().getSize());
                    twelve.throughput.batchBegins(); // the next one, near enough
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onValidationBatch(Trainer trainer, BatchData data) {
                    twelve.confusion.batchEnded(DjlValues.predictions(data));
                }

                @Override
                public void onEpoch(Trainer trainer) {
                    twelve.confusion.validationEnded();
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onEpoch(Trainer trainer) {
                    twelve.best.epochEnded(offers().validation().meanLoss(), offers().weights());
                }
            },
            new TrainingListenerAdapter() {
                @Override
                public void onEpoch(Trainer trainer) {
                    heed(twelve.stale.epochEnded(offers().validation().meanLoss()));
                }
            },
            new Last()
        };
    }

    /** Computes the values of a batch and counts. */
    private final class First extends TrainingListenerAdapter {

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData data) {
            batch++;
            loss = DjlValues.loss(trainer, data);
            accuracy = offers().training().accuracy(data);
            offers().training().add(loss, accuracy, data.getBatch().getSize());
        }

        @Override
        public void onValidationBatch(Trainer trainer, BatchData data) {
            DjlValues validation = offers().validation();
            validation.add(
                    DjlValues.loss(trainer, data),
                    validation.accuracy(data),
                    data.getBatch().getSize());
        }
    }

    /** Begins the next epoch. */
    private final class Last extends TrainingListenerAdapter {

        @Override
        public void onEpoch(Trainer trainer) {
            epoch++;
            batch = -1;
            offers().training().begin();
            offers().validation().begin();
        }
    }
}
