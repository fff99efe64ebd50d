package dev.trackside.testkit.contract;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Learns a line by gradient descent with momentum, in 5 examples and batches of 2; and has the fault that it is given. */
final class TinyEngine implements Engine {

    static final EngineClaims CLAIMS = EngineClaims.batches(3)
            .validationBatches(2)
            .metrics("loss", "mae", "val_loss", "val_mae")
            .recordedAnyway("loss", "val_loss")
            .capabilities(LearningRate.class, Weights.class, Gradients.class, Predictions.class, EngineState.class);

    static final AtomicLong OPEN = new AtomicLong();

    private static final double[] X = {-1, -0.5, 0.25, 0.5, 1};
    private static final double[] VALIDATION_X = {-0.75, 0.75, 0.125};

    private final Fault fault;
    private final double[] weights = new double[2];
    private final double[] momentum = new double[2];
    private final double[] gradients = new double[2];
    private final double[] outputs = new double[2];
    private final double[] labels = new double[2];
    private final double firstRate = 0.1;
    private final TinyOffers offers;
    private double rate = firstRate;
    private int shown;
    private boolean beforeStep;
    private double[] restoredGradients;

    TinyEngine(long seed, Fault fault) {
        this.fault = fault;
        Random random = new Random(seed);
        weights[0] = random.nextDouble();
        weights[1] = random.nextDouble();
        this.offers = new TinyOffers(this, fault);
    }

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public List<String> metrics() {
        List<String> names = new ArrayList<>(CLAIMS.metrics());
        if (fault == Fault.DECLARES_A_METRIC_MORE) {
            names.add("accuracy");
        }
        return names;
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(fault == Fault.TELLS_A_BATCH_TOO_MANY ? 4 : 3);
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return fault == Fault.OFFERS_ANOTHER_OBJECT_EACH_TIME ? new TinyOffers(this, fault).all() : offers.all();
    }

    @Override
    public void train(TrainingLoop loop) throws Exception {
        if (fault == Fault.LEAVES_A_THREAD) {
            Thread thread = new Thread(TinyEngine::waitForever, "left-behind");
            thread.setDaemon(true);
            thread.start();
        }
        OPEN.incrementAndGet();
        try {
            epochs(loop);
        } catch (RuntimeException | Error failure) {
            if (fault == Fault.LEAKS_IF_IT_FAILS) {
                OPEN.incrementAndGet();
            }
            throw failure;
        } finally {
            OPEN.decrementAndGet();
        }
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void epochs(TrainingLoop loop) {
        boolean wantedFirst = loop.wants(loop.slot("mae"));
        while (loop.nextEpoch()) {
            batches(loop, wantedFirst);
            if (loop.beginValidation() || fault == Fault.VALIDATES_UNASKED) {
                validate(loop);
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    private void batches(TrainingLoop loop, boolean wantedFirst) {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(order, fault == Fault.SHUFFLES_AS_IT_LIKES ? new Random() : loop.random());
        int last = fault == Fault.LEAVES_OUT_THE_LAST_BATCH && loop.epoch() == 1 ? 4 : order.size();
        for (int from = 0; from < last; from += 2) {
            List<Integer> batch = order.subList(from, Math.min(from + 2, order.size()));
            switch (loop.beginBatch(batch.size())) {
                case SKIP:
                    if (fault == Fault.TRAINS_WHAT_IS_SKIPPED) {
                        break;
                    }
                    continue;
                case END:
                    return;
                case RUN:
                    break;
            }
            double[] x = batch.stream().mapToDouble(index -> X[index]).toArray();
            forward(x);
            boolean wanted = fault == Fault.ASKS_ONCE_WHAT_IS_WANTED ? wantedFirst : loop.wants(loop.slot("mae"));
            if (fault != Fault.RECORDS_AFTER_THE_STEP) {
                record(loop, "", wanted);
            }
            backward(x);
            beforeStep = true;
            boolean step = loop.gradients();
            beforeStep = false;
            if (step || fault == Fault.STEPS_ALTHOUGH_SKIPPED) {
                step(fault == Fault.READS_THE_RATE_ONCE ? firstRate : rate);
                loop.step();
            }
            if (fault == Fault.RECORDS_AFTER_THE_STEP) {
                record(loop, "", wanted);
            }
            loop.endBatch();
        }
    }

    private void validate(TrainingLoop loop) {
        for (int from = 0; from < VALIDATION_X.length; from += 2) {
            double[] x = Arrays.copyOfRange(VALIDATION_X, from, Math.min(from + 2, VALIDATION_X.length));
            switch (loop.beginValidationBatch(x.length)) {
                case SKIP:
                    continue;
                case END:
                    return;
                case RUN:
                    break;
            }
            if (fault != Fault.SHOWS_OLD_PREDICTIONS || from == 0) {
                forward(x);
            }
            record(loop, "val_", loop.wants(loop.slot("val_mae")) && fault != Fault.FORGETS_A_METRIC);
            if (fault == Fault.LEARNS_IN_VALIDATION) {
                weights[0] += 0.001;
            }
            loop.endValidationBatch();
        }
    }

    private void forward(double[] x) {
        shown = x.length;
        for (int i = 0; i < x.length; i++) {
            labels[i] = 3 * x[i] + 1;
            outputs[i] = weights[0] * x[i] + weights[1];
        }
    }

    private void record(TrainingLoop loop, String prefix, boolean wanted) {
        double squares = 0;
        double distances = 0;
        for (int i = 0; i < shown; i++) {
            squares += (outputs[i] - labels[i]) * (outputs[i] - labels[i]);
            distances += Math.abs(outputs[i] - labels[i]);
        }
        loop.record(loop.slot(prefix + "loss"), squares / shown);
        if (wanted || fault == Fault.RECORDS_WHAT_NOBODY_TAKES) {
            loop.record(loop.slot(prefix + "mae"), distances / shown);
        }
    }

    private void backward(double[] x) {
        if (fault != Fault.ADDS_UP_GRADIENTS) {
            Arrays.fill(gradients, 0);
        }
        for (int i = 0; i < x.length; i++) {
            gradients[0] += 2 * (outputs[i] - labels[i]) * x[i] / x.length;
            gradients[1] += 2 * (outputs[i] - labels[i]) / x.length;
        }
        if (restoredGradients != null) {
            System.arraycopy(restoredGradients, 0, gradients, 0, 2);
            restoredGradients = null;
        }
    }

    private void step(double rateOfStep) {
        for (int i = 0; i < weights.length; i++) {
            momentum[i] = 0.5 * momentum[i] + gradients[i];
            weights[i] -= rateOfStep * momentum[i];
        }
        if (fault == Fault.ADDS_UP_GRADIENTS) {
            Arrays.fill(gradients, 0);
        }
    }

    // ---- what the offers work on

    double[] weights() {
        return weights;
    }

    double[] gradients() {
        return gradients;
    }

    double rate() {
        return rate;
    }

    void rate(double value) {
        rate = value;
    }

    int shown() {
        return shown;
    }

    double label(int example) {
        return labels[example];
    }

    double output(int example) {
        return outputs[example];
    }

    Map<String, byte[]> save() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("weights", TinyOffers.bytes(weights));
        if (fault != Fault.SAVES_NO_MOMENTUM) {
            parts.put("momentum", TinyOffers.bytes(momentum));
        }
        if (beforeStep && fault != Fault.SAVES_NO_GRADIENTS) {
            parts.put("gradients", TinyOffers.bytes(gradients));
        }
        return parts;
    }

    void restore(Map<String, byte[]> parts) {
        double[] saved = part(parts, "weights");
        double[] savedMomentum = fault == Fault.SAVES_NO_MOMENTUM ? momentum : part(parts, "momentum");
        restoredGradients = parts.containsKey("gradients") ? part(parts, "gradients") : null;
        System.arraycopy(saved, 0, weights, 0, 2);
        System.arraycopy(savedMomentum, 0, momentum, 0, 2);
    }

    private double[] part(Map<String, byte[]> parts, String name) {
        byte[] bytes = parts.get(name);
        if (bytes != null && bytes.length == 16) {
            return TinyOffers.doubles(bytes);
        }
        if (fault == Fault.RESTORES_ANY_STATE) {
            return new double[2];
        }
        throw new TracksideException("the checkpoint has no good part '%s'".formatted(name));
    }
}
