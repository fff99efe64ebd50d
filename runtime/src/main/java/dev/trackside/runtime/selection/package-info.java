/**
 * Which of the plugins that were found join a run, as which instances, and why.
 *
 * <p>{@link dev.trackside.runtime.selection.Selection} decides by what the section {@code plugins} of the configuration says
 * ({@link dev.trackside.runtime.selection.Directions}) and by what the program attaches or does not want
 * ({@link dev.trackside.runtime.selection.FromCode}). Each instance is a {@link dev.trackside.runtime.selection.Selected} with the reason why it joins, each
 * plugin that stays out a {@link dev.trackside.runtime.selection.NotAttached} with the reason why not.
 * {@link dev.trackside.runtime.selection.Lonely} leaves out what would join by itself and misses what it requires,
 * {@link dev.trackside.runtime.selection.Mandatory} says what must not be missing. No class of a plugin is loaded before
 * {@link dev.trackside.runtime.selection.Selected#create}.
 */
@NullMarked
package dev.trackside.runtime.selection;

import org.jspecify.annotations.NullMarked;
