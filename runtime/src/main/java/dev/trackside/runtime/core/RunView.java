package dev.trackside.runtime.core;

import dev.trackside.Artifact;
import dev.trackside.Attachment;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.spi.HandlerTable;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run as handlers see it. */
final class RunView implements Run {

    private final TrainingRun run;

    RunView(TrainingRun run) {
        this.run = run;
    }

    @Override
    public String id() {
        return run.id();
    }

    @Override
    public String name() {
        return run.name();
    }

    @Override
    public String engine() {
        return run.engineName();
    }

    @Override
    public Map<String, String> parameters() {
        return run.parameters();
    }

    @Override
    public Optional<Outcome> outcome() {
        return run.ending().outcome();
    }

    @Override
    public Optional<String> reason() {
        return run.ending().reason();
    }

    @Override
    public List<Decision> decisions() {
        return run.decisions().all();
    }

    @Override
    public RunSummary summary() {
        return run.summary();
    }

    @Override
    public List<Artifact> artifacts() {
        return run.services().folder().artifacts();
    }

    @Override
    public void fire(Class<? extends Annotation> event, Object payload) {
        run.thread().check("Run.fire");
        EventType type = event.getAnnotation(EventType.class);
        if (type == null || EventKind.isBuiltIn(event)) {
            throw new IllegalArgumentException(
                    "@%s is no event of one's own. Declare it with @EventType(payload = ...)."
                            .formatted(event.getSimpleName()));
        }
        if (!type.payload().isInstance(payload)) {
            throw new IllegalArgumentException("@%s delivers %s, not %s."
                    .formatted(
                            event.getSimpleName(),
                            type.payload().getName(),
                            payload.getClass().getName()));
        }
        run.raise(event, payload);
    }

    @Override
    public void interrupt(String reason) {
        run.ending().interrupt(reason);
    }

    @Override
    public Attachment attach(Object callback) {
        HandlerTable table = TableFinder.find(callback);
        return run.attach(table.plugin().id(), callback, table);
    }

    @Override
    public Attachment attach(String id, Object callback) {
        return run.attach(id, callback, TableFinder.find(callback));
    }

    @Override
    public Attachment attach(Object callback, MethodHandles.Lookup lookup) {
        HandlerTable table = TableFinder.find(callback, lookup);
        return run.attach(table.plugin().id(), callback, table);
    }

    @Override
    public String toString() {
        return "run " + id();
    }
}
