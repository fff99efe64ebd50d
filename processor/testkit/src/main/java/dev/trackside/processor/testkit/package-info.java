/** Compiles source text in tests and compares what the compiler reports with marker comments in that text. */
@NullMarked
package dev.trackside.processor.testkit;

import org.jspecify.annotations.NullMarked;
