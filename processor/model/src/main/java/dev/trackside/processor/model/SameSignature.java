package dev.trackside.processor.model;

/**
 * A handler and another method of one class that have the same name and parameters once type arguments are known, though neither overrides
 * the other, so that no call can tell them apart.
 *
 * @param handler the handler
 * @param other the other method
 * @since 0.1
 */
public record SameSignature(Member handler, Member other) {}
