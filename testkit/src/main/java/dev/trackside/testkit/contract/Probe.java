package dev.trackside.testkit.contract;

import dev.trackside.Control;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A callback that hears events and does what a test says. Its subclasses differ in what they take, as that is said by a callback's class.
 *
 * @param <T> what is lent to it at each event
 */
abstract class Probe<T> implements AutoCloseable {

    private final Map<String, Consumer<T>> actions = new HashMap<>();
    private final Map<String, Control> answers = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private BiConsumer<String, T> always = (event, lent) -> {};
    private int closed;

    /** Does something at one event. */
    Probe<T> at(String event, Consumer<T> action) {
        actions.merge(event, action, Consumer::andThen);
        return this;
    }

    /** Does something at every event. */
    Probe<T> always(BiConsumer<String, T> action) {
        always = always.andThen(action);
        return this;
    }

    /** Answers at one event. */
    Probe<T> answer(String event, Control answer) {
        answers.put(event, answer);
        return this;
    }

    /** What it has heard. */
    List<String> events() {
        return List.copyOf(events);
    }

    /** How often it was closed. */
    int closed() {
        return closed;
    }

    @Nullable
    Control hear(String event, T lent) {
        events.add(event);
        always.accept(event, lent);
        Consumer<T> action = actions.get(event);
        if (action != null) {
            action.accept(lent);
        }
        return answers.get(event);
    }

    @Override
    public void close() {
        closed++;
    }
}
