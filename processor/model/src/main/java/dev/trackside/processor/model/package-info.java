/**
 * What the annotation processor reads from handler classes, as a library: immutable records of classes, handlers, parameters, options and
 * state, free of any decision about the code that is written from them.
 *
 * <p>Start with {@link dev.trackside.processor.model.ModelReader#read}, which turns a {@code TypeElement} into a
 * {@link dev.trackside.processor.model.HandlerClass}. The records hold no {@code javax.lang.model} types, so that checks and writers do not
 * depend on javac; {@link dev.trackside.processor.model.Origin} leads back to the source for those who print messages. Nothing here prints,
 * writes or fails on wrong code: what is wrong is in the model for others to judge.
 */
@NullMarked
package dev.trackside.processor.model;

import org.jspecify.annotations.NullMarked;
