package dev.trackside.processor.model;

import dev.trackside.spi.OptionSpec;

/**
 * A field with {@code @Option}.
 *
 * @param member what it has in common with methods
 * @param annotation the annotation
 * @param type the type of the field
 * @param kind how values are combined
 * @param element the type of one value
 * @param nullable whether the field carries an annotation named {@code Nullable}
 * @param name the name in files: that of the annotation, else that of the field in kebab-case
 * @param required whether a value must be given
 * @param min the smallest number
 * @param max the largest number
 * @param description the first paragraph of its Javadoc, in one line
 * @since 0.1
 */
public record OptionField(
        Member member,
        Origin annotation,
        TypeRef type,
        OptionSpec.Kind kind,
        TypeRef element,
        boolean nullable,
        Value<String> name,
        Value<Boolean> required,
        Value<Double> min,
        Value<Double> max,
        String description) {}
