/**
 * Whole runs: a training with twelve callbacks that do real work, against the same training with the same work written into its loop.
 *
 * <p>{@link dev.trackside.bench.whole.WholeRun} is the program. A {@code Contest} is one training with two or three ways to watch it, its
 * sides; {@code Pairs} measures them in turns. {@code Twelve} holds the callbacks: a hand-written loop calls their methods itself.
 */
@NullMarked
package dev.trackside.bench.whole;

import org.jspecify.annotations.NullMarked;
