package dev.trackside.bench.whole;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a network of one's own lets callbacks do.
 *
 * @param weights reads and writes its parameters
 * @param gradients reads and writes their gradients
 * @param rate sets its learning rate
 * @param predictions shows what it predicted last
 */
record OwnOffers(Weights weights, Gradients gradients, LearningRate rate, Predictions predictions) {

    static OwnOffers of(OwnNet net) {
        return new OwnOffers(new NetWeights(net), new NetGradients(net), new NetRate(net), new NetPredictions(net));
    }

    private static final class Numbers implements Tensor {

        private final double[] values;

        Numbers(double[] values) {
            this.values = values;
        }

        @Override
        public String name() {
            return "all";
        }

        @Override
        public int[] shape() {
            return new int[] {values.length};
        }

        @Override
        public double[] read() {
            return values.clone();
        }

        @Override
        public void write(double[] others) {
            if (others.length != values.length) {
                throw new IllegalArgumentException("%d values, not %d".formatted(values.length, others.length));
            }
            System.arraycopy(others, 0, values, 0, values.length);
        }
    }

    private record NetWeights(OwnNet net) implements Weights {

        @Override
        public Snapshot snapshot() {
            double[] values = net.values();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
            bytes.asDoubleBuffer().put(values);
            return new Snapshot(bytes.array());
        }

        @Override
        public void restore(Snapshot snapshot, String reason) {
            ByteBuffer.wrap(snapshot.bytes()).asDoubleBuffer().get(net.values());
        }

        @Override
        public List<Tensor> tensors() {
            return List.of(new Numbers(net.values()));
        }
    }

    private record NetGradients(OwnNet net) implements Gradients {

        @Override
        public double norm() {
            double squares = 0;
            for (double slope : net.slopes()) {
                squares += slope * slope;
            }
            return Math.sqrt(squares);
        }

        @Override
        public List<Tensor> tensors() {
            return List.of(new Numbers(net.slopes()));
        }

        @Override
        public void scale(double factor) {
            double[] slopes = net.slopes();
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] *= factor;
            }
        }
    }

    private record NetRate(OwnNet net) implements LearningRate {

        @Override
        public double get() {
            return net.rate();
        }

        @Override
        public void set(double value, String reason) {
            net.rate(value);
        }
    }

    private record NetPredictions(OwnNet net) implements Predictions {

        @Override
        public int size() {
            return net.size();
        }

        @Override
        public int width() {
            return Confusion.CLASSES;
        }

        @Override
        public double label(int example) {
            return net.target(example);
        }

        @Override
        public double output(int example, int output) {
            return net.output(example, output);
        }

        @Override
        public Predictions snapshot() {
            throw new UnsupportedOperationException("these predictions are not for keeping");
        }
    }
}
