package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a handler on a background thread: one thread a plugin, in the order of the events. For callbacks of {@link Phase#REPORT} that return
 * {@code void}; they receive snapshots in place of lent views. What is queued is done before {@link OnTrainEnd} is fired.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Async {}
