/**
 * What a run leaves behind about itself: which callbacks saw it, of which jars, with which options, and how it ended.
 *
 * <p>{@link dev.trackside.runtime.lineage.PluginSet} is the set of callbacks, {@link dev.trackside.runtime.lineage.RunRecord} the file {@code run.json}
 * in the folder of a run, {@link dev.trackside.runtime.lineage.Comparison} says in words how two sets differ.
 */
@NullMarked
package dev.trackside.runtime.lineage;

import org.jspecify.annotations.NullMarked;
