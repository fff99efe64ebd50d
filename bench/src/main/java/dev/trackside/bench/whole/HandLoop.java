package dev.trackside.bench.whole;

import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Drives the engine by hand: counts epochs and batches, keeps the means of an epoch and, if there are any, calls the twelve where they belong. No
 * list, no events, no filters but an {@code if}: what somebody would write who needs nothing but this.
 */
final class HandLoop implements TrainingLoop {

    private static final List<String> METRICS = List.of("loss", "accuracy", "val_loss", "val_accuracy");
    private static final int LOSS = 0;
    private static final int ACCURACY = 1;
    private static final int VALIDATION_LOSS = 2;
    private static final int VALIDATION_ACCURACY = 3;

    private final long seed;
    private final int epochs;
    private final @Nullable Twelve twelve;
    private final LearningRate rate;
    private final Weights weights;
    private final Gradients gradients;
    private final Predictions predictions;

    private final double[] values = new double[4];
    private final double[] means = new double[4];
    private double examples;
    private double examplesInPass;
    private double examplesInValidation;
    private int epoch = -1;
    private int batch;
    private long steps;
    private boolean stopped;
    private Random random = new Random(0);

    HandLoop(long seed, int epochs, @Nullable Twelve twelve, Engine engine) {
        this.seed = seed;
        this.epochs = epochs;
        this.twelve = twelve;
        this.rate = Runs.offered(engine, LearningRate.class);
        this.weights = Runs.offered(engine, Weights.class);
        this.gradients = Runs.offered(engine, Gradients.class);
        this.predictions = Runs.offered(engine, Predictions.class);
    }

    long steps() {
        return steps;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int slot(String metric) {
        return METRICS.indexOf(metric);
    }

    @Override
    public boolean wants(int slot) {
        return twelve != null;
    }

    @Override
    public boolean wants(Class<?> capability) {
        return twelve != null;
    }

    @Override
    public boolean nextEpoch() {
        if (stopped || epoch + 1 >= epochs) {
            return false;
        }
        epoch++;
        batch = -1;
        examplesInPass = 0;
        Arrays.fill(means, 0);
        random = random(seed, epoch);
        if (twelve != null) {
            twelve.cosine.epochBegins(epoch, rate);
        }
        return true;
    }

    /** The random numbers of an epoch, mixed as a run does it, so that both shuffle alike. */
    static Random random(long seed, int epoch) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (epoch + 1);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return new Random(mixed ^ (mixed >>> 31));
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public Random random() {
        return random;
    }

    @Override
    public Go beginBatch(double size) {
        if (stopped) {
            return Go.END;
        }
        batch++;
        examples = size;
        if (twelve != null) {
            twelve.throughput.batchBegins();
        }
        return Go.RUN;
    }

    @Override
    public boolean gradients() {
        if (twelve != null && (batch + 1) % GradientNorms.EVERY == 0) {
            twelve.norms.computed(gradients);
        }
        return true;
    }

    @Override
    public void step() {
        steps++;
    }

    @Override
    public void record(int slot, double value) {
        values[slot] = value;
    }

    @Override
    public void endBatch() {
        double loss = values[LOSS];
        double accuracy = values[ACCURACY];
        if (twelve != null) {
            twelve.means.batchEnded(loss, accuracy);
            twelve.window.batchEnded(loss);
            twelve.histogram.batchEnded(loss);
            heed(twelve.guard.batchEnded(loss));
            twelve.throughput.batchEnded(examples);
            if ((batch + 1) % CsvRows.EVERY == 0) {
                twelve.rows.batchEnded(epoch, batch, loss, accuracy);
            }
            if ((batch + 1) % LogLines.EVERY == 0) {
                twelve.lines.batchEnded(epoch, batch, loss);
            }
        }
        means[LOSS] += loss * examples;
        means[ACCURACY] += accuracy * examples;
        examplesInPass += examples;
    }

    private void heed(Control control) {
        stopped |= control.kind() == Control.Kind.STOP;
    }

    @Override
    public boolean beginValidation() {
        examplesInValidation = 0;
        return true;
    }

    @Override
    public Go beginValidationBatch(double size) {
        examples = size;
        return Go.RUN;
    }

    @Override
    public void endValidationBatch() {
        if (twelve != null) {
            twelve.confusion.batchEnded(predictions);
        }
        means[VALIDATION_LOSS] += values[VALIDATION_LOSS] * examples;
        means[VALIDATION_ACCURACY] += values[VALIDATION_ACCURACY] * examples;
        examplesInValidation += examples;
    }

    @Override
    public void endValidation() {
        means[VALIDATION_LOSS] /= examplesInValidation;
        means[VALIDATION_ACCURACY] /= examplesInValidation;
        if (twelve != null) {
            twelve.confusion.validationEnded();
        }
    }

    @Override
    public void endEpoch() {
        means[LOSS] /= examplesInPass;
        means[ACCURACY] /= examplesInPass;
        if (twelve != null) {
            twelve.histogram.epochEnded();
            twelve.rows.epochEnded();
            twelve.lines.epochEnded(epoch, means[LOSS], means[VALIDATION_LOSS], means[VALIDATION_ACCURACY]);
            twelve.best.epochEnded(means[VALIDATION_LOSS], weights);
            heed(twelve.stale.epochEnded(means[VALIDATION_LOSS]));
        }
    }
}
