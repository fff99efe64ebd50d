/**
 * What finding plugins costs a program that starts: each probe is the main class of a fresh JVM and prints how many milliseconds it took and how
 * many plugins it met. {@link dev.trackside.bench.startup.Startup} runs them in turn and prints ratios; {@code bench/startup.sh} starts it.
 */
@NullMarked
package dev.trackside.bench.startup;

import org.jspecify.annotations.NullMarked;
