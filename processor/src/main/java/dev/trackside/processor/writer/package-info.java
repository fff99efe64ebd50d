/** Writes dispatch tables and descriptors from checked models. Knows no {@code javax.lang.model} type but the originating element. */
@NullMarked
package dev.trackside.processor.writer;

import org.jspecify.annotations.NullMarked;
