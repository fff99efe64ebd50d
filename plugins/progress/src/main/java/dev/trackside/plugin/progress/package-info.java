/** Shows how far a run is: a live bar in a terminal, plain lines elsewhere. */
@NullMarked
package dev.trackside.plugin.progress;

import org.jspecify.annotations.NullMarked;
