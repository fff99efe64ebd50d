/**
 * What the callbacks that report cost a whole run: {@link dev.trackside.bench.reporters.Reporters} starts {@code trackside train} in fresh JVMs,
 * with all of them, with none, and with each alone, in turns, and prints how much longer it takes. {@code bench/reporters.sh} starts it.
 */
@NullMarked
package dev.trackside.bench.reporters;

import org.jspecify.annotations.NullMarked;
