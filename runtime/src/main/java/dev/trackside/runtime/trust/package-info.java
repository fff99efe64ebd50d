/**
 * Whether a jar of a plugins folder may be used at all, decided before any of its code runs.
 *
 * <p>{@link dev.trackside.runtime.trust.Trust} is asked once for each jar, with the bytes that will be loaded. It asks whether the sum of the jar
 * stands in the {@link dev.trackside.runtime.trust.LockFile}, or whether every file in it is signed by a certificate that the configuration names,
 * or both. A jar that is not trusted is refused with a sentence that says what was expected and what is there.
 */
@NullMarked
package dev.trackside.runtime.trust;

import org.jspecify.annotations.NullMarked;
