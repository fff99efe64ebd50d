package dev.trackside.plugin.report;

import dev.trackside.EventType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls the annotated method when training has ended and what others have handed in at its end is known. */
@EventType(payload = ReportDue.class, control = false)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OnReportDue {}
