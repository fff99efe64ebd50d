/** Runs of loops of one's own, from the outside: what handlers hear, in which order, and what becomes of their answers. */
@NullMarked
package dev.trackside.run;

import org.jspecify.annotations.NullMarked;
