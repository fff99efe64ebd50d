/**
 * Measures what a run takes of its machine, as metrics that all other callbacks get by name.
 *
 * <p>{@link dev.trackside.plugin.resources.ResourceMonitor} takes a sample at the first event after each period; {@code Machine} is what it asks, {@code
 * JvmMachine} the one there is; {@code Limit} warns once.
 */
@NullMarked
package dev.trackside.plugin.resources;

import org.jspecify.annotations.NullMarked;
