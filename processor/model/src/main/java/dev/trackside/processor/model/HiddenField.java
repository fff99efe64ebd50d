package dev.trackside.processor.model;

/**
 * A field that hides an option or state of a superclass.
 *
 * @param hiding the field of the subclass
 * @param hidden the option or state
 * @since 0.1
 */
public record HiddenField(Member hiding, Member hidden) {}
