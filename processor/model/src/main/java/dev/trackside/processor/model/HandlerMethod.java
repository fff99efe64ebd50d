package dev.trackside.processor.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A method with an event annotation, or with one that makes sense beside one only.
 *
 * @param member what it has in common with fields
 * @param typeParameters its own type parameters
 * @param returnType what it returns
 * @param checkedExceptions checked exceptions it declares
 * @param parameters its parameters
 * @param events its event annotations
 * @param produces its {@code @Metric}
 * @param async its {@code @Async}
 * @param description the first sentence of its Javadoc, in one line; empty if there is none, as in class files
 * @since 0.1
 */
public record HandlerMethod(
        Member member,
        List<Value<String>> typeParameters,
        TypeRef returnType,
        List<TypeRef> checkedExceptions,
        List<Parameter> parameters,
        List<EventUse> events,
        @Nullable MetricName produces,
        @Nullable AsyncUse async,
        String description) {

    /** Copies the lists. */
    public HandlerMethod {
        typeParameters = List.copyOf(typeParameters);
        checkedExceptions = List.copyOf(checkedExceptions);
        parameters = List.copyOf(parameters);
        events = List.copyOf(events);
    }

    /**
     * The method as people name it.
     *
     * @return e.g. {@code check(double, Epoch)}
     */
    public String text() {
        return member.name()
                + parameters.stream()
                        .map(parameter -> parameter.type().text())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
