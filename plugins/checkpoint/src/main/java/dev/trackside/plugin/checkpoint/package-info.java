/** Decides when a checkpoint is written, how it is named, and which ones are kept. */
@NullMarked
package dev.trackside.plugin.checkpoint;

import org.jspecify.annotations.NullMarked;
