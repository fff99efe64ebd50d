/**
 * The interface for extensions of Trackside's processor: checks of one's own, and code and resources written beside its tables. <strong>Experimental:
 * it may change in any release.</strong>
 *
 * <p>Implement {@link dev.trackside.processor.extension.ProcessorExtension}, name the class in
 * {@code META-INF/services/dev.trackside.processor.extension.ProcessorExtension}, and put the jar on the processor path beside
 * {@code trackside-processor}. An extension sees the {@linkplain dev.trackside.processor.model model} of each handler class; it can neither change what
 * Trackside finds and writes, nor break it: when it throws, that is reported with its name, and all others go on.
 */
@NullMarked
package dev.trackside.processor.extension;

import org.jspecify.annotations.NullMarked;
