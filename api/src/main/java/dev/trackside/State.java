package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that is saved in every checkpoint and restored on resume, before {@link OnResume}.
 *
 * <p>Types: primitives and their boxes, {@code String}, enums, {@code Duration}, {@code Instant}, {@code Path}, arrays of primitives, records
 * of these, {@code List} of these, {@code Map} with {@code String} keys of these, and {@link Weights.Snapshot}. The field is not final, static
 * or private. State is found by the id of the callback and the name of the field. A field added later keeps its initial value; a changed type
 * is an error that names callback and field.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface State {}
