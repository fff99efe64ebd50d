package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls the annotated method when gradients are computed, after the backward pass and before the optimizer uses them.
 *
 * <p>It is fired only if some attached handler asks for it. {@link Control#skipBatch skipBatch} given here means no optimizer step.
 * Changes made through {@link Gradients} count in the step that follows.
 *
 * <p>The method may take the {@link Gradients}, the {@link Batch} (or {@code int batch}), the {@link Epoch} (or {@code int epoch}),
 * {@code long step} (the steps done so far: 0 at first), the {@link Run}, any service, any capability the run offers, {@link Metrics}
 * and any number of {@link Metric @Metric} parameters, in any order. It returns {@code void}, or a {@link Control} to influence the
 * run.
 *
 * <pre>{@code
 * @OnGradients
 * void clip(Gradients gradients) {
 *     gradients.clipByNorm(1.0);
 * }
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
@EventType(payload = Gradients.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnGradients {
    /**
     * Calls the handler at every n-th occurrence only. The counter is absolute and starts at 1, a window set by {@link #from} never
     * shifts it: {@code every = 3, from = 5} fires at 6, 9, 12. The counter is the number of the batch within its epoch.
     *
     * @return the period, at least 1
     */
    int every() default 1;

    /**
     * The first count at which the handler is called, inclusive.
     *
     * @return a count, at least 1
     */
    int from() default 1;

    /**
     * The last count at which the handler is called, inclusive; not smaller than {@link #from}.
     *
     * @return a count, at least 1
     */
    int until() default Integer.MAX_VALUE;

    /**
     * The exact counts at which the handler is called; empty for all. Joined with the other filters by "and".
     *
     * @return counts, each at least 1
     */
    int[] at() default {};

    /**
     * Calls the handler at the first occurrence after each full period of this many seconds since train begin. Stands alone: it cannot be
     * joined with the other filters.
     *
     * @return seconds, positive; 0 for no such filter
     */
    double everySeconds() default 0;
}
