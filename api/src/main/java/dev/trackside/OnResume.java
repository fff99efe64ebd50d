package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls the annotated method once, after train begin, in a run that was restored from a checkpoint.
 *
 * <p>Weights, optimizer, position, metrics and the {@link State @State} of callbacks are restored by then.
 *
 * <p>The method may take the {@link Checkpoint} it continues from, the {@link Run}, any service and any capability the run offers, in
 * any order. It returns {@code void}: nothing can be influenced here.
 *
 * <pre>{@code
 * @OnResume
 * void reopen(Checkpoint from) { ... }
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
 * <p>An exception fails the run or detaches the callback, see {@link Plugin#onFailure}.
 *
 * @since 0.1
 */
@EventType(payload = Checkpoint.class, control = false)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnResume {}
