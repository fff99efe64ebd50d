package dev.trackside.processor.model;

/**
 * An event annotation on something that cannot handle events.
 *
 * @param use the annotation
 * @param on what it is on, in words, e.g. {@code a field}
 * @since 0.1
 */
public record MisplacedEvent(EventUse use, String on) {}
