package dev.trackside.runtime.core;

import dev.trackside.runtime.dispatch.Fusing;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.dispatch.Ticks;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.HandlerSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who hears which event: a line an event, those that change made anew when callbacks are attached or detached. */
final class Dispatcher {

    private static final EventKind[] KINDS = EventKind.values();

    private final Ticks ticks;
    private final Fusing fusing = Fusing.ofProperty();
    private final double reading;
    private final Line nobody;
    private final Map<EventKind, Line> builtIn = new EnumMap<>(EventKind.class);
    private final Map<Class<? extends Annotation>, Line> own = new HashMap<>();
    private final Set<Class<?>> capabilities = new HashSet<>();
    private boolean[] wantedSlots = new boolean[0];
    private boolean allMetrics;
    private boolean async;

    Dispatcher(Ticks ticks) {
        this.ticks = ticks;
        this.reading = ticks.reading();
        this.nobody = line(List.of());
        for (EventKind kind : KINDS) {
            builtIn.put(kind, nobody);
        }
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
        async = false;
        for (Callback callback : ordered) {
            for (Call call : callback.calls()) {
                all.add(call);
                async |= call.spec().async();
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
        for (EventKind kind : KINDS) {
            List<Call> calls = byEvent.remove(kind.annotation());
            builtIn.put(kind, calls == null ? nobody : renewed(line(kind), calls));
        }
        own.keySet().retainAll(byEvent.keySet());
        byEvent.forEach((event, calls) -> own.put(event, renewed(own.getOrDefault(event, nobody), calls)));
    }

    private Line renewed(Line line, List<Call> calls) {
        return line.isOf(calls) ? line : line(calls);
    }

    /** Brings what is known of the handlers' calls up to date. */
    void fold() {
        builtIn.values().forEach(Line::fold);
        own.values().forEach(Line::fold);
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
        wantedSlots = new boolean[names.count()];
        for (int slot = 0; slot < wantedSlots.length; slot++) {
            wantedSlots[slot] = allMetrics || taken.contains(names.name(slot));
        }
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

    Line line(EventKind kind) {
        return builtIn.getOrDefault(kind, nobody);
    }

    Line line(Class<? extends Annotation> event) {
        Line line = own.get(event);
        if (line != null) {
            return line;
        }
        for (EventKind kind : KINDS) {
            if (kind.annotation() == event) {
                return line(kind);
            }
        }
        return nobody;
    }

    /** Whether any handler runs on a thread of its own. */
    boolean hasAsync() {
        return async;
    }

    boolean wants(int slot) {
        return allMetrics || (slot < wantedSlots.length && wantedSlots[slot]);
    }

    boolean wants(Class<?> capability) {
        return capabilities.contains(capability);
    }
}
