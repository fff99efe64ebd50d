/** Benchmarks of Trackside itself. Nothing here is published. */
@NullMarked
package dev.trackside.bench;

import org.jspecify.annotations.NullMarked;
