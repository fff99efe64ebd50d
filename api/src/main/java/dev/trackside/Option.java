package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that the configuration sets, after construction and before {@link OnTrainBegin}; fixed during a run. Its initial value is the
 * default, its Javadoc the description that {@code trackside plugins describe} prints.
 *
 * <p>{@code int minDelta} of the plugin {@code early-stopping} is {@code min-delta} in the file,
 * {@code -Dtrackside.early-stopping.min-delta} as a system property and {@code TRACKSIDE_EARLY_STOPPING_MIN_DELTA} in the environment. The
 * strongest wins: builder or {@code --set}, system property, environment, file, the field's value.
 *
 * <p>The field is not final, static or private. Types: primitives and their boxes, {@code String}, enums (in the file by name in any case,
 * {@code -} for {@code _}), {@code Duration} ({@code 90s}, {@code 5m}, {@code PT1M}), {@code Path} (relative to the file), and {@code List}
 * and {@code Set} of them. Fields without a value to begin with are {@code @Nullable}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Option {

    /**
     * The name in files and properties.
     *
     * @return {@code [a-z][a-z0-9-]*}; empty for the field's name in kebab-case; not one of {@code use}, {@code enabled}, {@code on-failure},
     *     {@code before}, {@code after}
     */
    String value() default "";

    /**
     * The smallest value that is accepted, for numbers.
     *
     * @return a bound, inclusive
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * The largest value that is accepted, for numbers.
     *
     * @return a bound, inclusive
     */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * Whether a run without a value for it is an error.
     *
     * @return true if there is no default
     */
    boolean required() default false;
}
