/**
 * What the annotation processor costs: 200 handler classes compiled with and without it, beside as many value classes compiled with and without
 * AutoValue.
 *
 * <p>{@link dev.trackside.bench.compile.CompileCost} is the program that {@code bench/compile-cost.sh} starts. The classes are the texts in the
 * resources of this package, each taken many times under other names ({@code Texts}); a {@code Way} is a set of sources and the processors that
 * go over them, and {@code Costs} is what {@code Rounds} of all ways have taken.
 */
@NullMarked
package dev.trackside.bench.compile;

import org.jspecify.annotations.NullMarked;
