/**
 * Tests a range of learning rates in the first steps of a run, puts everything back, and suggests one.
 *
 * <p>{@link dev.trackside.plugin.lrfinder.LearningRateFinder} has the options and runs the test; what it has seen is a curve of rates and losses,
 * from which three rules suggest a rate each.
 */
@NullMarked
package dev.trackside.plugin.lrfinder;

import org.jspecify.annotations.NullMarked;
