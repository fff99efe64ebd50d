package dev.trackside.testkit;

import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights of a model that is a list of numbers, in one tensor named {@code weights}.
 *
 * @since 0.1
 */
public final class FakeWeights implements Weights {

    private final double[] values;
    private final List<String> restores = new ArrayList<>();

    private FakeWeights(double[] values) {
        this.values = values;
    }

    /**
     * Creates weights.
     *
     * @param values their values, at least one
     * @return weights of their own
     */
    public static FakeWeights of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a model has at least one weight");
        }
        return new FakeWeights(values.clone());
    }

    /**
     * The weights that a snapshot of these fakes, or of a {@link Simulation}, holds.
     *
     * @param snapshot what {@link #snapshot} gave
     * @return their values
     * @throws IllegalArgumentException if the snapshot is of something else
     */
    public static double[] valuesOf(Snapshot snapshot) {
        return decode(snapshot.bytes());
    }

    /**
     * The weights as they are now.
     *
     * @return a copy
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * Sets the weights, as training would.
     *
     * @param trained as many values as there are
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void set(double... trained) {
        new FakeTensor("weights", values).write(trained);
    }

    /**
     * Why weights were restored.
     *
     * @return the reason of each {@link #restore(Snapshot, String)}, in order
     */
    public List<String> restores() {
        return List.copyOf(restores);
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(encode(values));
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        double[] saved = decode(snapshot.bytes());
        if (saved.length != values.length) {
            throw new IllegalArgumentException("the snapshot is of a model with %d weights, this one has %d"
                    .formatted(saved.length, values.length));
        }
        System.arraycopy(saved, 0, values, 0, values.length);
        restores.add(reason);
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(new FakeTensor("weights", values));
    }

    static byte[] encode(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    static double[] decode(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % Double.BYTES != 0) {
            throw new IllegalArgumentException("the snapshot was not taken from FakeWeights or a Simulation");
        }
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }
}
