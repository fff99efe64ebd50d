/**
 * What it costs to call handlers: direct calls written by hand, an array of listeners behind an interface, Guava's event bus, and Trackside's
 * dispatch, with 1 to 128 handlers of as many classes.
 *
 * <p>{@link dev.trackside.bench.dispatch.DispatchBench} is the program that {@code bench/dispatch.sh} starts. It writes handler classes as text
 * ({@code HandlerSources}), compiles them with Trackside's processor ({@code HandlerFolder}), and has each {@link
 * dev.trackside.bench.dispatch.Variant} measured in JVMs of its own, on each JDK: events by {@link dev.trackside.bench.dispatch.EventBenchmark},
 * whole runs by {@link dev.trackside.bench.dispatch.RunBenchmark}, attaching by {@code AttachProgram} and {@code CyclesProgram}. {@code Goals}
 * judges the figures, {@code Report} prints them.
 */
@NullMarked
package dev.trackside.bench.dispatch;

import org.jspecify.annotations.NullMarked;
