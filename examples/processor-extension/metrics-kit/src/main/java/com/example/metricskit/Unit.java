package com.example.metricskit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The unit of a metric that a handler takes. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Unit {

    /** One of {@code 1}, {@code %}, {@code s}, {@code 1/s}. */
    String value();
}
