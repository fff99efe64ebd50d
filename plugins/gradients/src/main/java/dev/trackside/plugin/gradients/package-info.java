/**
 * Hooks on gradients: between the backward pass and the optimizer's step.
 *
 * <p>{@link dev.trackside.plugin.gradients.GradientClip} changes them, so it runs in the phase DECIDE and joins only runs whose configuration names it;
 * {@link dev.trackside.plugin.gradients.GradientNorm} measures them, in the phase MEASURE and so before they are clipped. Attached by hand, both are
 * removed in mid-run by {@code handle.detach()}.
 */
@NullMarked
package dev.trackside.plugin.gradients;

import org.jspecify.annotations.NullMarked;
