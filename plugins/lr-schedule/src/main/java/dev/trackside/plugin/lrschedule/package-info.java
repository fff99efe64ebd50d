/**
 * Moves the learning rate along a schedule: step decay, cosine, constant, each with a linear warm-up if wanted.
 *
 * <p>{@link dev.trackside.plugin.lrschedule.LearningRateSchedule} has the options and sets the rate; the formulas are values of their own. Each
 * formula is closed: the rate follows from the base rate and the position alone, so a resumed run goes on to the last bit.
 */
@NullMarked
package dev.trackside.plugin.lrschedule;

import org.jspecify.annotations.NullMarked;
