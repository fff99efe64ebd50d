package dev.trackside.runtime.core;

import dev.trackside.MetricWriter;
import dev.trackside.TracksideException;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.Binder;
import dev.trackside.spi.HandlerSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Resolves what the handlers of one callback take. */
final class CallbackBinder implements Binder {

    private final TrainingRun run;
    private final Callback callback;

    CallbackBinder(TrainingRun run, Callback callback) {
        this.run = run;
        this.callback = callback;
    }

    int slot(HandlerSpec.MetricUse use) {
        return use.byOption() ? metricOfOption(use.name()) : metric(use.name());
    }

    @Override
    public int metric(String name) {
        return run.names().slotOf(name);
    }

    @Override
    public int metricOfOption(String option) {
        return metric(Dispatcher.nameOf(callback, new HandlerSpec.MetricUse(option, true, true)));
    }

    @Override
    public int produced(String name) {
        return run.names().slotOf(name);
    }

    @Override
    public MetricWriter metricWriter() {
        Set<String> declared = new HashSet<>(callback.producedNames());
        return new MetricWriter() {
            @Override
            public void write(String name, double value) {
                if (!declared.contains(name)) {
                    throw new IllegalArgumentException(
                            "%s writes the metric %s, which it does not declare. Add it to @Plugin(produces = ...): %s."
                                    .formatted(callback.id(), name, declared));
                }
                if (EventKind.isValidation(run.firing().current()) && !MetricNames.ofValidation(name)) {
                    throw new IllegalArgumentException(
                            "%s writes the metric %s at @%s; metrics of a validation begin with val_. Name it val_%s."
                                    .formatted(
                                            callback.id(),
                                            name,
                                            run.firing().current().getSimpleName(),
                                            name));
                }
                run.frame().produce(run.names().slotOf(name), value);
            }

            @Override
            public boolean wanted(String name) {
                return run.dispatcher().wants(run.names().slotOf(name));
            }
        };
    }

    @Override
    public <T> T service(Class<T> type) {
        return optional(type).orElseThrow(() -> missing(type));
    }

    TracksideException missing(Class<?> type) {
        return new TracksideException(
                "%s (%s) takes %s, which %s does not offer. It offers: %s. Take Optional<%s> if the callback can do without, or leave the callback out."
                        .formatted(
                                callback.id(),
                                callback.table().handlerClass().getName(),
                                type.getSimpleName(),
                                run.isOwnLoop() ? "this loop" : "the engine " + run.engineName(),
                                run.services().names(),
                                type.getSimpleName()));
    }

    @Override
    public <T> Optional<T> optional(Class<T> type) {
        return run.services().find(type, callback);
    }

    @Override
    public Executor async(int handler) {
        return callback.async(handler, run.firing()::asyncFailed);
    }

    /** What the handlers need and the run does not have. */
    List<TracksideException> missing() {
        return callback.table().handlers().stream()
                .flatMap(handler -> handler.needs().stream())
                .filter(HandlerSpec.Need::required)
                .map(HandlerSpec.Need::type)
                .distinct()
                .filter(type -> optional(type).isEmpty())
                .map(this::missing)
                .toList();
    }
}
