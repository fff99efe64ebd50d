/**
 * The background threads of plugins. An {@link dev.trackside.runtime.async.AsyncLane} is the one thread of one plugin: calls come in from the thread
 * that trains, wait in a bounded queue, and are made in their order; what an exception means, when the lane is waited for and when it is stopped is
 * the run's to say. Nothing here knows of runs, events or tables.
 */
@NullMarked
package dev.trackside.runtime.async;

import org.jspecify.annotations.NullMarked;
