package dev.trackside.engine.mlp;

import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A run without a runtime: counts epochs and batches, writes down each call, and can be begun in the middle as a resumed run is. What
 * callbacks would do is given as functions.
 */
final class RecordingLoop implements TrainingLoop {

    /** What was called, as in {@code batch 32} or {@code step}. */
    final List<String> calls = new ArrayList<>();

    /** Weighted means of all metrics, one map an epoch. */
    final List<Map<String, Double>> epochs = new ArrayList<>();

    /** Metrics that somebody takes. */
    final Set<String> wanted = new HashSet<>();

    BooleanSupplier onGradients = () -> true;
    Runnable onBatchEnd = () -> {};
    Runnable onValidationBatchEnd = () -> {};
    int accumulate = 1;
    int batchesDone; // of the first epoch, when resumed
    Go answer = Go.RUN;

    private final long seed;
    private final int lastEpoch;
    private final List<String> names = new ArrayList<>();
    private final Map<String, double[]> sums = new TreeMap<>(); // weighted sum, weight
    private int epoch;
    private int batch;
    private double weight;
    private Random random = new Random(0);

    RecordingLoop(long seed, int epochs) {
        this(seed, 0, epochs);
    }

    /** Begins with an epoch other than the first, as after a resume. */
    RecordingLoop(long seed, int firstEpoch, int epochs) {
        this.seed = seed;
        this.epoch = firstEpoch - 1;
        this.lastEpoch = epochs - 1;
    }

    double last(String metric) {
        return epochs.get(epochs.size() - 1).get(metric);
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int accumulate() {
        return accumulate;
    }

    @Override
    public int slot(String metric) {
        names.add(metric);
        return names.size() - 1;
    }

    @Override
    public boolean wants(int slot) {
        return wanted.contains(names.get(slot));
    }

    @Override
    public boolean wants(Class<?> capability) {
        return true;
    }

    @Override
    public boolean nextEpoch() {
        if (epoch == lastEpoch) {
            return false;
        }
        epoch++;
        batch = 0;
        random = new Random(31 * seed + epoch);
        sums.clear();
        calls.add("epoch " + epoch);
        return true;
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
    public Go beginBatch(double examples) {
        if (batch++ < batchesDone) {
            return Go.SKIP;
        }
        weight = examples;
        calls.add("batch " + (int) examples);
        return answer;
    }

    @Override
    public boolean gradients() {
        calls.add("gradients");
        return onGradients.getAsBoolean();
    }

    @Override
    public void step() {
        calls.add("step");
    }

    @Override
    public void record(int slot, double value) {
        double[] sum = sums.computeIfAbsent(names.get(slot), name -> new double[2]);
        sum[0] += weight * value;
        sum[1] += weight;
        calls.add("record " + names.get(slot));
    }

    @Override
    public void endBatch() {
        calls.add("end");
        onBatchEnd.run();
    }

    @Override
    public boolean beginValidation() {
        calls.add("validation");
        return true;
    }

    @Override
    public Go beginValidationBatch(double examples) {
        weight = examples;
        calls.add("batch " + (int) examples);
        return answer;
    }

    @Override
    public void endValidationBatch() {
        calls.add("end");
        onValidationBatchEnd.run();
    }

    @Override
    public void endValidation() {
        calls.add("validation end");
    }

    @Override
    public void endEpoch() {
        calls.add("epoch end");
        batchesDone = 0;
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        epochs.add(means);
    }
}
