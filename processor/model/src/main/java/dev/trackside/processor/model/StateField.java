package dev.trackside.processor.model;

/**
 * A field with {@code @State}.
 *
 * @param member what it has in common with methods
 * @param type the type of the field
 * @param value how its values are saved
 * @since 0.1
 */
public record StateField(Member member, TypeRef type, StateType value) {}
