package com.example.ownevent;

import dev.trackside.EventType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

// docs: the event
/** Calls the annotated method when the loss no longer goes down. */
@EventType(payload = Plateau.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnPlateau {

    /** Calls the handler at every n-th plateau only. */
    int every() default 1;

    /** The first plateau, counted from 1, at which the handler is called. */
    int from() default 1;
}
// docs: end
