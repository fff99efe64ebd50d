/**
 * Moves the learning rate along a schedule, and shows a schedule before training.
 *
 * <p>{@link dev.trackside.plugin.lrschedule.LearningRateSchedule} has the options and sets the rate; the formulas are values of their own. Each
 * formula is closed: the rate follows from the base rate and the position alone, so a resumed run goes on to the last bit, and
 * {@code simulate} and the command {@code trackside schedule plot} need no training.
 */
@NullMarked
package dev.trackside.plugin.lrschedule;

import org.jspecify.annotations.NullMarked;
