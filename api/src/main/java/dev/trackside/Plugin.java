package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a class with handlers as a plugin: when its jar is on the class path or in a plugins folder, runs find it by themselves.
 *
 * <p>The class is concrete, not generic, at least package-private, and has a no-argument constructor that is at least package-private. The
 * processor writes its dispatch table, the service entry and a descriptor. In a named module the table is also listed in
 * {@code module-info}: {@code provides dev.trackside.spi.HandlerTable with ...}.
 *
 * <pre>{@code
 * @Plugin("stop-when-stale")
 * public final class StopWhenStale {
 *     @Option
 *     int patience = 5;
 *
 *     @OnEpochEnd
 *     Control check(@Metric("val_loss") double loss) { ... }
 * }
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * <p>Callbacks run by {@link #phase}, then {@link #before} and {@link #after}, then id. A cycle is an error that names its members. An id
 * that is not in the run is ignored.
 *
 * <h2>Inheritance</h2>
 *
 * <p>Not inherited: each plugin class carries its own. Handlers, options and state of superclasses belong to it.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Plugin {

    /**
     * The id of the plugin, under which it is configured, ordered, and has its state and decisions recorded.
     *
     * @return {@code [a-z][a-z0-9-]*}; not one of {@code plugins}, {@code run}, {@code config}, {@code engine}, {@code loading}
     */
    String value();

    /**
     * When it runs within an event.
     *
     * @return the phase; inferred if not given: takes {@link LearningRate}, {@link Gradients} or {@link Weights}, or returns {@link Control}
     *     → {@link Phase#DECIDE}; takes {@link Checkpoints} → {@link Phase#PERSIST}; produces metrics → {@link Phase#MEASURE}; else
     *     {@link Phase#REPORT}
     */
    Phase phase() default Phase.INFERRED;

    /**
     * Whether it joins runs by itself.
     *
     * @return the rule; inferred if not given: {@link Attach#WHEN_CONFIGURED} in phases {@link Phase#DECIDE} and {@link Phase#PERSIST}, else
     *     {@link Attach#ALWAYS}
     */
    Attach attach() default Attach.INFERRED;

    /**
     * What an exception in one of its handlers means.
     *
     * @return the policy; {@code on-failure} in the configuration overrides it
     */
    FailurePolicy onFailure() default FailurePolicy.INFERRED;

    /**
     * Ids of plugins that run after this one within its phase.
     *
     * @return ids; absent ones are ignored
     */
    String[] before() default {};

    /**
     * Ids of plugins that run before this one within its phase.
     *
     * @return ids; absent ones are ignored
     */
    String[] after() default {};

    /**
     * Ids of plugins without which this one cannot work. Absence is an error; it is ordered after them and may use their classes.
     *
     * @return ids
     */
    String[] requires() default {};

    /**
     * Names of metrics written through {@link MetricWriter}; <code>{names}</code> stands for the value or values of the option {@code
     * names}.
     *
     * @return metric names
     */
    String[] produces() default {};
}
