package dev.trackside.testkit.contract;

import dev.trackside.Attach;
import dev.trackside.Control;
import dev.trackside.FailurePolicy;
import dev.trackside.Metrics;
import dev.trackside.Phase;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches to a {@link Probe}. Written by hand, for one handler an event that does the same at each: as annotated methods, every probe would
 * have thirteen of them.
 *
 * @param <T> what the probe is lent
 */
abstract class ProbeTable<T> extends HandlerTable {

    private final Class<? extends Probe<T>> probe;
    private final String id;
    private final Class<T> lent;
    private final List<Class<? extends Annotation>> events;

    ProbeTable(Class<? extends Probe<T>> probe, String id, Class<T> lent, List<Class<? extends Annotation>> events) {
        this.probe = probe;
        this.id = id;
        this.lent = lent;
        this.events = events;
    }

    @Override
    public final Class<?> handlerClass() {
        return probe;
    }

    @Override
    public final PluginSpec plugin() {
        return new PluginSpec(
                id,
                false,
                Phase.DECIDE,
                Attach.WHEN_CONFIGURED,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public final List<HandlerSpec> handlers() {
        return events.stream().map(this::handler).toList();
    }

    private HandlerSpec handler(Class<? extends Annotation> event) {
        HandlerSpec.Builder handler =
                HandlerSpec.on(event, "hear(%s at %s)".formatted(lent.getSimpleName(), event.getSimpleName()));
        take(handler);
        return handler.build();
    }

    /** Says what the handler of each event takes. */
    void take(HandlerSpec.Builder handler) {
        if (lent == Metrics.class) {
            handler.allMetrics();
        } else {
            handler.needs(lent);
        }
    }

    /** Says how to come by what is lent. */
    Function<Frame, T> lender(Binder binder) {
        if (lent == Metrics.class) {
            return frame -> lent.cast(frame.metrics());
        }
        T service = binder.service(lent);
        return frame -> service;
    }

    @Override
    public final BoundHandlers bind(Object target, Binder binder) {
        Probe<T> bound = probe.cast(target);
        Function<Frame, T> lender = lender(binder);
        return new BoundHandlers() {
            @Override
            public @Nullable Control call(int handler, Frame frame) {
                return bound.hear(EventName.of(events.get(handler), frame), lender.apply(frame));
            }
        };
    }
}
