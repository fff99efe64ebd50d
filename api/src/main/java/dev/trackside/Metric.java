package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter: takes a metric. On a handler: produces one.
 *
 * <p>A parameter is a {@code double}, and the handler is not called at an event that does not have the metric, or an {@code OptionalDouble}
 * that is empty then. At batch events the value is that batch's, at epoch events the example-weighted mean. Names that begin with
 * {@code val_} belong to validation. {@code lr}, {@code epoch_seconds} and {@code examples_per_second} come from the run itself. A name that
 * nobody declares is an error before training starts.
 *
 * <p>A handler with the annotation returns {@code double} or {@code OptionalDouble}, and later handlers of the same event see the metric. It
 * is called only if some attached handler takes the metric.
 *
 * <pre>{@code
 * @OnEpochEnd
 * @Metric("gap")
 * double gap(@Metric("loss") double loss, @Metric("val_loss") double validationLoss) {
 *     return validationLoss - loss;
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Metric {

    /**
     * The name of the metric.
     *
     * @return a name as the engine reports it, e.g. {@code val_loss}; empty if {@link #option} names it
     */
    String value() default "";

    /**
     * The option of this class whose value is the name of the metric; on parameters only.
     *
     * @return the option's name in kebab-case, e.g. {@code monitor}; empty if {@link #value} names the metric
     */
    String option() default "";
}
