/** Stops a run whose monitored metric no longer improves. */
@NullMarked
package dev.trackside.plugin.earlystopping;

import org.jspecify.annotations.NullMarked;
