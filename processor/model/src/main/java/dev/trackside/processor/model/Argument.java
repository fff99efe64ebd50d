package dev.trackside.processor.model;

/**
 * What one parameter of a handler receives at one event.
 *
 * @param parameter the parameter
 * @param kind what it receives
 * @param type the type received, for an {@code Optional} its argument
 * @since 0.1
 */
public record Argument(Parameter parameter, ArgumentKind kind, TypeRef type) {}
