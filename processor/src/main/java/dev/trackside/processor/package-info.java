/**
 * The annotation processor: reads handler classes into the model, checks them, and writes their dispatch tables, in that
 * order.
 */
@NullMarked
package dev.trackside.processor;

import org.jspecify.annotations.NullMarked;
