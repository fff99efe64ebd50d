/** Writes training progress as lines, every so many batches and each epoch. */
@NullMarked
package dev.trackside.plugin.log;

import org.jspecify.annotations.NullMarked;
