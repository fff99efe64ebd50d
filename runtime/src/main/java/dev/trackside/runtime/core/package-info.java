/**
 * One run at work: the loop as the engine sees it, the events it fires, the callbacks that hear them, and what they decide.
 *
 * <p>{@link dev.trackside.runtime.core.TrainingRun} holds the parts together. The engine drives
 * {@link dev.trackside.runtime.core.EngineLoop}, which keeps the position and the metrics and fires events; an event goes through
 * {@link dev.trackside.runtime.core.EventFiring} (handlers, then the queue, then checkpoints) to the
 * {@link dev.trackside.runtime.core.Dispatcher}, which calls the generated tables.
 */
@NullMarked
package dev.trackside.runtime.core;

import org.jspecify.annotations.NullMarked;
