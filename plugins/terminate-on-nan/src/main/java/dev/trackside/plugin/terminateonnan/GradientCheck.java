package dev.trackside.plugin.terminateonnan;

import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Gradients;
import dev.trackside.OnGradients;

/** Stops a run whose gradients are no numbers, before they reach the weights. */
final class GradientCheck {

    @OnGradients
    Control check(Epoch epoch, Batch batch, Gradients gradients) {
        double norm = gradients.norm();
        return Double.isFinite(norm)
                ? Control.proceed()
                : Control.stop("the norm of the gradients is %s at %s; its step was not made"
                                .formatted(norm, Place.of(epoch, batch)))
                        .because(Poison.GRADIENTS);
    }
}
