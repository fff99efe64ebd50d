package dev.trackside;

/**
 * One named array of weights or gradients. A view lent for the call.
 *
 * @since 0.1
 */
public interface Tensor {

    /**
     * Its name, as the engine gives it.
     *
     * @return a name unique among the tensors of the model, e.g. {@code dense1.weight}
     */
    String name();

    /**
     * Its shape.
     *
     * @return the size of each dimension; empty for a scalar
     */
    int[] shape();

    /**
     * Its values.
     *
     * @return a copy in row-major order, as long as the product of {@link #shape}
     */
    double[] read();

    /**
     * Overwrites its values.
     *
     * @param values in row-major order, as long as the product of {@link #shape}
     * @throws IllegalArgumentException if there are more or fewer values
     */
    void write(double[] values);
}
