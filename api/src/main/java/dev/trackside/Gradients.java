package dev.trackside;

import java.util.List;

/**
 * The gradients of one batch, between the backward pass and the optimizer's step. A capability; only in {@link OnGradients}. What is changed
 * here counts in the step that follows.
 *
 * @since 0.1
 */
public interface Gradients {

    /**
     * The L2 norm over all gradients.
     *
     * @return a number, not negative; NaN or infinite if a gradient is
     */
    double norm();

    /**
     * The gradients tensor by tensor, for reading and writing.
     *
     * @return the tensors in the order of the model
     */
    List<Tensor> tensors();

    /**
     * Multiplies all gradients.
     *
     * @param factor a finite number
     */
    void scale(double factor);

    /**
     * Scales all gradients down so that their {@link #norm} is at most a bound (Pascanu et al., "On the difficulty of training recurrent neural
     * networks", 2013).
     *
     * @param maximum a positive number
     * @return the norm before
     */
    default double clipByNorm(double maximum) {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("the largest norm must be positive, not " + maximum);
        }
        double norm = norm();
        if (norm > maximum && norm < Double.POSITIVE_INFINITY) {
            scale(maximum / norm);
        }
        return norm;
    }

    /**
     * Clips each gradient to {@code [-maximum, maximum]}.
     *
     * @param maximum a positive number
     */
    default void clipByValue(double maximum) {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("the largest value must be positive, not " + maximum);
        }
        for (Tensor tensor : tensors()) {
            double[] values = tensor.read();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(-maximum, Math.min(maximum, values[i]));
            }
            tensor.write(values);
        }
    }
}
