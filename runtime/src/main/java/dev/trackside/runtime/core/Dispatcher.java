package dev.trackside.runtime.core;

import dev.trackside.runtime.dispatch.Fusing;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.dispatch.Ticks;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.HandlerSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who hears which event: a line an event, those that change made anew when callbacks are attached or detached. */
final class Dispatcher {

    private static final EventKind[] KINDS = EventKind.values();

    private final Ticks ticks;
    private final Fusing fusing = Fusing.ofProperty();
    private final double reading;
    private final Map<Class<? extends Annotation>, Line> lines = new HashMap<>();

    /** The lines of the loop's events, which come often; null where nobody hears. */
    private final @Nullable Line[] byKind = new Line[KINDS.length];

    private final Set<Class<?>> capabilities = new HashSet<>();
    private final SlotSet wanted = new SlotSet();
    private boolean allMetrics;

    Dispatcher(Ticks ticks) {
        this.ticks = ticks;
        this.reading = ticks.reading();
    }

    /** A line of its own, for who joins late. */
    Line line(List<Call> calls) {
        return new Line(calls, fusing, ticks, reading);
    }

    void rebuild(List<Callback> ordered, MetricNames names) {
        fold();
        Map<Class<? extends Annotation>, List<Call>> byEvent = new HashMap<>();
        List<Call> all = new ArrayList<>();
        capabilities.clear();
        for (Callback callback : ordered) {
            for (Call call : callback.calls()) {
                all.add(call);
            }
        }
        findWanted(all, names);
        for (Call call : all) {
            if (call.isWanted()) {
                byEvent.computeIfAbsent(call.spec().event(), event -> new ArrayList<>())
                        .add(call);
                call.spec().needs().forEach(need -> capabilities.add(need.type()));
            }
        }
        lines.keySet().retainAll(byEvent.keySet());
        byEvent.forEach((event, calls) -> {
            Line line = lines.get(event);
            if (line == null || !line.isOf(calls)) {
                lines.put(event, line(calls));
            }
        });
        for (EventKind kind : KINDS) {
            byKind[kind.index()] = lines.get(kind.annotation());
        }
    }

    /** Brings what is known of the handlers' calls up to date. */
    void fold() {
        lines.values().forEach(Line::fold);
    }

    /** A producer is called only if somebody takes what it produces; what it takes itself is then wanted too. */
    private void findWanted(List<Call> all, MetricNames names) {
        Set<String> taken = new HashSet<>();
        allMetrics = false;
        List<Call> producers = new ArrayList<>();
        for (Call call : all) {
            if (call.isProducer()) {
                call.wanted(false);
                producers.add(call);
            } else {
                take(call, taken);
            }
        }
        boolean grown = true;
        while (grown) {
            grown = producers.removeIf(producer -> {
                if (!isWanted(producer, taken)) {
                    return false;
                }
                producer.wanted(true);
                take(producer, taken);
                return true;
            });
        }
        wanted.clear();
        taken.forEach(name -> wanted.add(names.slotOf(name)));
    }

    private boolean isWanted(Call producer, Set<String> taken) {
        if (allMetrics) {
            return true;
        }
        HandlerSpec spec = producer.spec();
        return taken.contains(spec.produces())
                || (spec.writesMetrics()
                        && producer.callback().producedNames().stream().anyMatch(taken::contains));
    }

    private void take(Call call, Set<String> taken) {
        allMetrics |= call.spec().allMetrics();
        for (HandlerSpec.MetricUse use : call.spec().metrics()) {
            taken.add(nameOf(call.callback(), use));
        }
    }

    static String nameOf(Callback callback, HandlerSpec.MetricUse use) {
        if (!use.byOption()) {
            return use.name();
        }
        Object value = callback.optionValue(use.name());
        return value == null ? "" : String.valueOf(value);
    }

    /** Who hears an event of the loop; null if nobody does. */
    @Nullable
    Line line(EventKind kind) {
        return byKind[kind.index()];
    }

    /** Who hears an event of any kind; null if nobody does. */
    @Nullable
    Line line(Class<? extends Annotation> event) {
        return lines.get(event);
    }

    boolean wants(int slot) {
        return allMetrics || wanted.contains(slot);
    }

    boolean wants(Class<?> capability) {
        return capabilities.contains(capability);
    }
}
