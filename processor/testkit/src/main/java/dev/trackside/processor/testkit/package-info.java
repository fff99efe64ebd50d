/**
 * Compiles source text in tests and compares what the compiler reports with marker comments in that text.
 *
 * <p>Start with {@link dev.trackside.processor.testkit.Compiling#source}:
 *
 * <pre>{@code
 * Compiling.source("""
 *                 class EarlyStop {
 *                     @OnEpochEnd
 *                     private void stop(Epoch epoch) {} // ERROR private-handler at 'stop'
 *                 }
 *                 """)
 *         .compile()
 *         .reportsExactlyTheMarkedFindings();
 * }</pre>
 *
 * <p>Works with any annotation processor; one that begins its messages with {@code [tool:id]} can name the id in the marker.
 */
@NullMarked
package dev.trackside.processor.testkit;

import org.jspecify.annotations.NullMarked;
