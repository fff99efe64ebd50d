/**
 * What the annotation processor reads from handler classes: a model of events, handlers, parameters, options and
 * state, free of any decision about the code that is written from it.
 */
@NullMarked
package dev.trackside.processor.model;

import org.jspecify.annotations.NullMarked;
