/**
 * Stops a run whose numbers are poisoned, before they poison the weights, and acts on spikes of the loss.
 *
 * <p>{@link dev.trackside.plugin.terminateonnan.TerminateOnNan} is an example of a plugin that attaches more of itself only where its options ask
 * for it: what takes gradients, all metrics or the learning rate is a handler class of its own, since whatever a run's callbacks take is computed.
 */
@NullMarked
package dev.trackside.plugin.terminateonnan;

import org.jspecify.annotations.NullMarked;
