/**
 * What implements the other side: dispatch tables that the processor writes, engines that train, commands that plugins bring along, stores
 * that keep checkpoints.
 *
 * <p>Callbacks import from {@link dev.trackside} alone. An engine implements {@link dev.trackside.spi.Engine} and drives a
 * {@link dev.trackside.spi.TrainingLoop}; that page shows the loop it writes.
 */
@NullMarked
package dev.trackside.spi;

import org.jspecify.annotations.NullMarked;
