package dev.trackside.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the processor has written, for tools that pass over generated code: they go by the name of the annotation. The JDK's own annotation
 * of this name lives in a module that few others read.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {

    /**
     * Who has written it.
     *
     * @return the name of the processor's class
     */
    String value();
}
