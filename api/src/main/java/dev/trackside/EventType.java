package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation an event of its own: methods that carry it are handlers, with the same filters, checks and speed as those of the
 * events that come with Trackside, which are declared with it too.
 *
 * <p>{@link Run#fire run.fire(OnPlateau.class, payload)} raises the event. Its handlers take the payload by type, the {@link Run}, any
 * service, any capability the run offers, metrics, and {@link Epoch} and {@link Batch} as {@code Optional}, since it may be raised
 * anywhere.
 *
 * <pre>{@code
 * @EventType(payload = Plateau.class)
 * @Retention(RetentionPolicy.RUNTIME)
 * @Target(ElementType.METHOD)
 * public @interface OnPlateau {
 *     int every() default 1;
 * }
 * }</pre>
 *
 * <p>The annotation needs {@code METHOD} among its targets and a retention of {@code CLASS} or {@code RUNTIME}. Members named as filters
 * ({@code every}, {@code from}, {@code until}, {@code at}, {@code everySeconds}) have the types and meaning they have in
 * {@link OnCheckpoint}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface EventType {

    /**
     * What the event delivers.
     *
     * @return the type of the payload; accessible to the classes that handle the event
     */
    Class<?> payload();

    /**
     * Whether handlers may return a {@link Control}. It counts as given at the event that this one follows, or at the position of the loop
     * that raised it.
     *
     * @return false if handlers must return {@code void}
     */
    boolean control() default true;
}
