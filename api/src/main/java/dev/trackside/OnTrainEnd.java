package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls the annotated method once, when a run ends, whatever ended it.
 *
 * <p>It always comes once {@link OnTrainBegin} has been fired: after success, stop, failure and interrupt alike, {@link Run#outcome}
 * and {@link Run#reason} say which. Metrics of the last finished epoch are still there.
 *
 * <p>The method may take the {@link Run}, any service, any capability the run offers, {@link Metrics} and any number of
 * {@link Metric @Metric} parameters, in any order. It returns {@code void}: nothing can be influenced here.
 *
 * <pre>{@code
 * @OnTrainEnd
 * void close(Run run) { ... }
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * <p>Callbacks run by phase, then {@code before} and {@code after}, then id; inside a class the handlers of its superclass come first,
 * then its own in source order. Two runs of one program call them in the same order, on the thread that trains.
 *
 * <h2>Inheritance</h2>
 *
 * <p>Handlers of superclasses are called. An override takes the place of what it overrides and needs the annotation again; without it the
 * compiler warns ({@code trackside:override-dropped}).
 *
 * <h2>Failure</h2>
 *
 * <p>It reaches every attached callback. An exception stops nobody else; it is added to what ended the run as suppressed, or fails the
 * run if nothing else did, see {@link Plugin#onFailure}.
 *
 * @since 0.1
 */
@EventType(payload = Run.class, control = false)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnTrainEnd {}
