/**
 * What the annotation processor reads from handler classes, as a library: immutable records of classes, handlers, parameters, options and
 * state, free of any decision about the code that is written from them. Trackside's processor is its first client; write the second.
 *
 * <p>Start with {@link dev.trackside.processor.model.HandlerClasses}, which finds the handler classes of a compilation, or with
 * {@link dev.trackside.processor.model.ModelReader}, which turns one {@code TypeElement} into a
 * {@link dev.trackside.processor.model.HandlerClass}. That has
 *
 * <ul>
 *   <li>{@link dev.trackside.processor.model.Handler handlers}, one for each event of each method, in the order of their calls: the event, its
 *       filters, and what each parameter receives;
 *   <li>{@link dev.trackside.processor.model.OptionField options} and {@link dev.trackside.processor.model.StateField state};
 *   <li>its id, phase and rule of joining, as inferred where the source leaves them open.
 * </ul>
 *
 * <p>The records hold no {@code javax.lang.model} types, so that what works on them does not depend on javac;
 * {@link dev.trackside.processor.model.Origin} leads back to the source for those who print messages, and
 * {@link dev.trackside.processor.model.AnnotationReader} to annotations of one's own. Nothing here prints or writes of itself or fails on wrong
 * code: what is wrong is in the model for others to judge. It is for one thread, that of the compiler.
 *
 * <p>A release may add components to the records: read them by their accessors, and leave their constructors to this library.
 */
@NullMarked
package dev.trackside.processor.model;

import org.jspecify.annotations.NullMarked;
