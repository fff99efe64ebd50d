package dev.trackside.engine.mlp;

import java.util.Locale;

/**
 * What a layer makes of its weighted sums.
 *
 * <p>All arithmetic is {@link StrictMath}'s or exact, so that a run repeats bit for bit on every JDK.
 *
 * @since 0.1
 */
public enum Activation {

    /** The sum if it is positive, else 0. */
    RELU {
        @Override
        void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = values[i] <= 0 ? 0 : values[i]; // NaN stays NaN
            }
        }

        @Override
        void backward(double[] outputs, double[] gradient, int count) {
            for (int i = 0; i < count; i++) {
                gradient[i] = outputs[i] <= 0 ? 0 : gradient[i];
            }
        }
    },

    /** The hyperbolic tangent, between -1 and 1. */
    TANH {
        @Override
        void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = StrictMath.tanh(values[i]);
            }
        }

        @Override
        void backward(double[] outputs, double[] gradient, int count) {
            for (int i = 0; i < count; i++) {
                gradient[i] *= 1 - outputs[i] * outputs[i];
            }
        }
    },

    /** The logistic function, between 0 and 1. */
    SIGMOID {
        @Override
        void apply(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = 1 / (1 + StrictMath.exp(-values[i]));
            }
        }

        @Override
        void backward(double[] outputs, double[] gradient, int count) {
            for (int i = 0; i < count; i++) {
                gradient[i] *= outputs[i] * (1 - outputs[i]);
            }
        }
    },

    /** The sum itself. */
    IDENTITY {
        @Override
        void apply(double[] values, int count) {
            // nothing to change
        }

        @Override
        void backward(double[] outputs, double[] gradient, int count) {
            // the derivative is 1
        }
    };

    /** Applies the function to the first {@code count} values, in place. */
    abstract void apply(double[] values, int count);

    /**
     * Turns the gradient with respect to the outputs into that with respect to the weighted sums, in place.
     *
     * @param outputs what {@link #apply} left
     */
    abstract void backward(double[] outputs, double[] gradient, int count);

    /** Returns the name as files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
