package dev.trackside.processor.extension;

import dev.trackside.processor.model.Origin;

/**
 * Takes what an extension finds. Each finding has an id of its own, such as {@code unit-missing}, and is printed with it and the extension's,
 * {@code [metrics-kit:unit-missing]}, at the smallest place of the source that is wrong. Nothing is printed before the call has ended.
 *
 * <p>A good message says what is wrong, with the names; why; and what to type instead.
 *
 * @since 0.1
 */
public interface Report {

    /**
     * Adds an error: the compilation fails, and nobody contributes to the class.
     *
     * @param id what it is, {@code [a-z][a-z0-9-]*}
     * @param at the place, e.g. {@code argument.parameter().origin()}; of something in a class file the message goes to the class that was read
     * @param message the message without its tag, not blank
     * @throws IllegalArgumentException if the id has another form, or the message is blank
     * @throws IllegalStateException if the call that this was given to has ended
     */
    void error(String id, Origin at, String message);

    /**
     * Adds a warning. {@code @SuppressWarnings("metrics-kit:unit-missing")} silences it, on the element or around it.
     *
     * @param id what it is, {@code [a-z][a-z0-9-]*}
     * @param at the place; a warning about something in a class file is not printed, since it is for those who wrote that
     * @param message the message without its tag, not blank
     * @throws IllegalArgumentException if the id has another form, or the message is blank
     * @throws IllegalStateException if the call that this was given to has ended
     */
    void warning(String id, Origin at, String message);
}
