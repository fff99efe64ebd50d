package dev.trackside.plugin.gradients;

import dev.trackside.Gradients;
import dev.trackside.OnGradients;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.TracksideException;
import org.jspecify.annotations.Nullable;

/**
 * Clips gradients before each optimizer step: by value, by the norm of all of them together (Pascanu, Mikolov and Bengio, ICML 2013), or by both, in
 * this order.
 *
 * <p>Gradients whose norm is not finite are left as they are by {@code max-norm}; {@code terminate-on-nan} with {@code gradients: true} acts on those.
 *
 * @since 0.1
 */
@Plugin("gradient-clip")
public final class GradientClip {

    /** The largest Euclidean norm of all gradients together; larger ones are scaled down to it. */
    @Option
    @Nullable
    Double maxNorm;

    /** The largest absolute value of a single gradient; larger ones are set to it. */
    @Option
    @Nullable
    Double maxValue;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public GradientClip() {}

    @OnTrainBegin
    void begin() {
        if (maxNorm == null && maxValue == null) {
            throw new TracksideException("gradient-clip has nothing to clip to. Set max-norm, e.g. 1.0, or max-value.");
        }
        check("max-norm", maxNorm);
        check("max-value", maxValue);
    }

    @OnGradients
    void clip(Gradients gradients) {
        if (maxValue != null) {
            gradients.clipByValue(maxValue);
        }
        if (maxNorm != null) {
            gradients.clipByNorm(maxNorm);
        }
    }

    private static void check(String option, @Nullable Double value) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new TracksideException("%s is %s, and must be a number above 0.".formatted(option, value));
        }
    }
}
