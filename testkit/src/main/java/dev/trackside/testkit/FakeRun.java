package dev.trackside.testkit;

import dev.trackside.Artifact;
import dev.trackside.Attachment;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.OnTrainBegin;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that does nothing but remember what was asked of it. Nobody is called: neither those who would hear an event that is fired, nor
 * callbacks that are attached. Where that matters use a {@link Simulation}. Usable from any thread.
 *
 * @since 0.1
 */
public final class FakeRun implements Run {

    private final String name;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();
    private final List<String> interrupts = new ArrayList<>();
    private final Map<String, Attached> attached = new LinkedHashMap<>();
    private RunSummary summary = new RunSummary(0, 0, 0, Duration.ZERO, Map.of(), List.of());
    private @Nullable Outcome outcome;
    private @Nullable String reason;

    /**
     * An event of one's own that was fired.
     *
     * @param event its annotation
     * @param payload what it delivers
     */
    public record Fired(Class<? extends Annotation> event, Object payload) {}

    private FakeRun(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Creates a run that goes on, without parameters and decisions.
     *
     * @param name its name; also its id
     * @return a run of the engine {@code fake}
     */
    public static FakeRun named(String name) {
        return new FakeRun(name);
    }

    // ---- what the test says

    /**
     * Gives the run a parameter.
     *
     * @param key e.g. {@code optimizer.lr}
     * @param value its value
     * @return this
     */
    public synchronized FakeRun parameter(String key, String value) {
        parameters.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Adds a decision.
     *
     * @param decision what was decided
     * @return this
     */
    public synchronized FakeRun decided(Decision decision) {
        decisions.add(Objects.requireNonNull(decision, "decision"));
        return this;
    }

    /**
     * Adds an artifact.
     *
     * @param artifact what was handed in
     * @return this
     */
    public synchronized FakeRun handedIn(Artifact artifact) {
        artifacts.add(Objects.requireNonNull(artifact, "artifact"));
        return this;
    }

    /**
     * Sets the run in figures.
     *
     * @param figures what {@link #summary()} gives from now on
     * @return this
     */
    public synchronized FakeRun summary(RunSummary figures) {
        summary = Objects.requireNonNull(figures, "figures");
        return this;
    }

    /**
     * Ends the run, for handlers of {@code @OnTrainEnd} and {@code @OnFailure}.
     *
     * @param how its outcome
     * @param why in words; null for none, as of a completed run
     * @return this
     */
    public synchronized FakeRun ended(Outcome how, @Nullable String why) {
        outcome = Objects.requireNonNull(how, "how");
        reason = why;
        return this;
    }

    // ---- what the callback has done

    /**
     * The events that were fired.
     *
     * @return a copy, in order
     */
    public synchronized List<Fired> fired() {
        return List.copyOf(fired);
    }

    /**
     * Why the run was asked to end.
     *
     * @return the reason of each interrupt, in order
     */
    public synchronized List<String> interrupts() {
        return List.copyOf(interrupts);
    }

    /**
     * The callbacks that were attached and not detached.
     *
     * @return a copy, by id, in order
     */
    public synchronized Map<String, Object> attached() {
        Map<String, Object> callbacks = new LinkedHashMap<>();
        attached.forEach((id, one) -> callbacks.put(id, one.callback));
        return Collections.unmodifiableMap(callbacks);
    }

    // ---- the run

    @Override
    public String id() {
        return name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public synchronized Map<String, String> parameters() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public synchronized Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    @Override
    public synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    @Override
    public synchronized List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    @Override
    public synchronized RunSummary summary() {
        return summary;
    }

    @Override
    public synchronized void fire(Class<? extends Annotation> event, Object payload) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null || event.getPackage().equals(OnTrainBegin.class.getPackage())) {
            throw new IllegalArgumentException("@%s is no event of one's own; declare it with @EventType(payload = ...)"
                    .formatted(event.getSimpleName()));
        }
        if (!type.payload().isInstance(payload)) {
            throw new IllegalArgumentException("@%s delivers %s, not %s"
                    .formatted(event.getSimpleName(), type.payload().getName(), payload));
        }
        fired.add(new Fired(event, payload));
    }

    @Override
    public synchronized void interrupt(String why) {
        interrupts.add(Objects.requireNonNull(why, "why"));
    }

    @Override
    public Attachment attach(Object callback) {
        Plugin plugin = callback.getClass().getAnnotation(Plugin.class);
        return attach(plugin != null ? plugin.value() : kebabCase(callback.getClass()), callback);
    }

    @Override
    public synchronized Attachment attach(String id, Object callback) {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("\"%s\" is no id; ids are like stop-when-stale".formatted(id));
        }
        if (attached.containsKey(id)) {
            throw new TracksideException("The id %s is taken in this run.".formatted(id));
        }
        Attached one = new Attached(id, Objects.requireNonNull(callback, "callback"));
        attached.put(id, one);
        return one;
    }

    @Override
    public Attachment attach(Object callback, MethodHandles.Lookup lookup) {
        Objects.requireNonNull(lookup, "lookup");
        return attach(callback);
    }

    private static String kebabCase(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "FakeRun " + name;
    }

    private final class Attached implements Attachment {

        private final String id;
        private final Object callback;

        Attached(String id, Object callback) {
            this.id = id;
            this.callback = callback;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean attached() {
            synchronized (FakeRun.this) {
                return attached.get(id) == this;
            }
        }

        @Override
        public void detach() {
            synchronized (FakeRun.this) {
                attached.remove(id, this);
            }
        }
    }
}
