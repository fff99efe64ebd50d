package dev.trackside.processor.model;

/**
 * A method that overrides a handler and has no event annotation, so that neither is called.
 *
 * @param member the overriding method
 * @param overridden the handler
 * @since 0.1
 */
public record DroppedOverride(Member member, HandlerMethod overridden) {}
