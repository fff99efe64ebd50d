/** Builds what strangers would write, drops it into the distribution, and looks at what people then see. */
@NullMarked
package dev.trackside.examples;

import org.jspecify.annotations.NullMarked;
