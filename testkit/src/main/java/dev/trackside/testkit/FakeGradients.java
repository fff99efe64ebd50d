package dev.trackside.testkit;

import dev.trackside.Gradients;
import dev.trackside.Tensor;
import java.util.List;

/**
 * Gradients of a model that is a list of numbers, in one tensor named {@code weights}.
 *
 * @since 0.1
 */
public final class FakeGradients implements Gradients {

    private final double[] values;

    private FakeGradients(double[] values) {
        this.values = values;
    }

    /**
     * Creates gradients.
     *
     * @param values their values, at least one; NaN and infinities too
     * @return gradients of their own
     */
    public static FakeGradients of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a model has at least one gradient");
        }
        return new FakeGradients(values.clone());
    }

    /**
     * The gradients as they are now.
     *
     * @return a copy
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public double norm() {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(new FakeTensor("weights", values));
    }

    @Override
    public void scale(double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("gradients cannot be multiplied by " + factor);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
