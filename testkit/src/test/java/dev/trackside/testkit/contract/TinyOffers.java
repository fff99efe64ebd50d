package dev.trackside.testkit.contract;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.spi.EngineState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The capabilities of a {@link TinyEngine}. */
final class TinyOffers {

    private final TinyEngine engine;
    private final Fault fault;
    private final byte[] lastSaved = new byte[16];
    private final Map<Class<?>, Object> all = new LinkedHashMap<>();

    TinyOffers(TinyEngine engine, Fault fault) {
        this.engine = engine;
        this.fault = fault;
        all.put(LearningRate.class, new Rate());
        all.put(Weights.class, new TinyWeights());
        all.put(Gradients.class, new TinyGradients());
        all.put(Predictions.class, new Lent());
        all.put(EngineState.class, new State());
        if (fault == Fault.OFFERS_WHAT_IT_DOES_NOT_CLAIM) {
            all.put(StringBuilder.class, new StringBuilder());
        }
    }

    Map<Class<?>, Object> all() {
        return all;
    }

    static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putDouble(values[0]).putDouble(values[1]);
        return bytes.array();
    }

    static double[] doubles(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new double[] {buffer.getDouble(), buffer.getDouble()};
    }

    private final class Rate implements LearningRate {
        @Override
        public double get() {
            return engine.rate();
        }

        @Override
        public void set(double rate, String reason) {
            if (!(rate >= 0 && Double.isFinite(rate)) && fault != Fault.TAKES_ANY_RATE) {
                throw new IllegalArgumentException("no rate: " + rate);
            }
            engine.rate(rate);
        }
    }

    private record Values(double[] values, boolean lends) implements Tensor {
        @Override
        public String name() {
            return "line";
        }

        @Override
        public int[] shape() {
            return new int[] {2};
        }

        @Override
        public double[] read() {
            return lends ? values : values.clone();
        }

        @Override
        public void write(double[] others) {
            if (others.length != 2) {
                throw new IllegalArgumentException("2 values, not " + others.length);
            }
            System.arraycopy(others, 0, values, 0, 2);
        }
    }

    private final class TinyWeights implements Weights {
        @Override
        public Snapshot snapshot() {
            return new Snapshot(bytes(engine.weights()));
        }

        @Override
        public void restore(Snapshot snapshot, String reason) {
            byte[] bytes = snapshot.bytes();
            if (bytes.length != 16 && fault != Fault.RESTORES_ANYTHING) {
                throw new IllegalArgumentException("of another model");
            }
            if (bytes.length == 16 && fault != Fault.RESTORES_NOTHING) {
                System.arraycopy(doubles(bytes), 0, engine.weights(), 0, 2);
            }
        }

        @Override
        public List<Tensor> tensors() {
            return List.of(new Values(engine.weights(), fault == Fault.LENDS_ITS_ARRAY));
        }
    }

    private final class TinyGradients implements Gradients {
        private double[] values() {
            return fault == Fault.SCALES_A_COPY ? engine.gradients().clone() : engine.gradients();
        }

        @Override
        public double norm() {
            double squares = values()[0] * values()[0] + values()[1] * values()[1];
            return fault == Fault.NORM_WITHOUT_ROOT ? squares : Math.sqrt(squares);
        }

        @Override
        public List<Tensor> tensors() {
            return List.of(new Values(values(), false));
        }

        @Override
        public void scale(double factor) {
            if (!Double.isFinite(factor)) {
                throw new IllegalArgumentException("no factor: " + factor);
            }
            double[] values = values();
            values[0] *= factor;
            values[1] *= factor;
        }
    }

    private final class Lent implements Predictions {
        @Override
        public int size() {
            return engine.shown();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double label(int example) {
            return engine.label(Objects.checkIndex(example, size()));
        }

        @Override
        public double output(int example, int output) {
            return engine.output(Objects.checkIndex(example, size()) + Objects.checkIndex(output, 1));
        }

        @Override
        public Predictions snapshot() {
            if (fault == Fault.SNAPSHOT_OF_PREDICTIONS_IS_NONE) {
                return this;
            }
            double[] labels = new double[size()];
            double[] outputs = new double[size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = label(i);
                outputs[i] = output(i, 0);
            }
            return new Kept(labels, outputs);
        }
    }

    private record Kept(double[] labels, double[] outputs) implements Predictions {
        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double label(int example) {
            return labels[example];
        }

        @Override
        public double output(int example, int output) {
            return outputs[example + Objects.checkIndex(output, 1)];
        }

        @Override
        public Predictions snapshot() {
            return this;
        }
    }

    private final class State implements EngineState {
        @Override
        public Map<String, byte[]> save() {
            Map<String, byte[]> parts = engine.save();
            if (fault == Fault.SAVES_ITS_ARRAY) {
                System.arraycopy(bytes(engine.weights()), 0, lastSaved, 0, 16);
                parts.put("weights", lastSaved);
            }
            return parts;
        }

        @Override
        public void restore(Map<String, byte[]> parts) {
            engine.restore(parts);
        }
    }
}
