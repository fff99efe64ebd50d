package dev.trackside.runtime.core;

import dev.trackside.spi.HandlerSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who hears which event, as arrays in calling order; built anew when callbacks are attached or detached. */
final class Dispatcher {

    private static final Call[] NONE = {};

    private final Map<EventKind, Call[]> builtIn = new EnumMap<>(EventKind.class);
    private final Map<Class<? extends Annotation>, Call[]> own = new HashMap<>();
    private final Set<Class<?>> capabilities = new HashSet<>();
    private boolean[] wantedSlots = new boolean[0];
    private boolean allMetrics;
    private boolean periods;
    private boolean async;

    Dispatcher() {
        rebuild(List.of(), new MetricNames());
    }

    void rebuild(List<Callback> ordered, MetricNames names) {
        Map<Class<? extends Annotation>, List<Call>> byEvent = new HashMap<>();
        List<Call> all = new ArrayList<>();
        capabilities.clear();
        periods = false;
        async = false;
        for (Callback callback : ordered) {
            for (Call call : callback.calls()) {
                all.add(call);
                periods |= call.spec().filter().everySeconds() > 0;
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
        own.clear();
        byEvent.forEach((event, calls) -> own.put(event, calls.toArray(NONE)));
        for (EventKind kind : EventKind.values()) {
            Call[] calls = own.remove(kind.annotation());
            builtIn.put(kind, calls == null ? NONE : calls);
        }
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
        for (HandlerSpec.MetricUse use : call.metrics()) {
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

    Call[] calls(EventKind kind) {
        return builtIn.getOrDefault(kind, NONE);
    }

    Call[] calls(Class<? extends Annotation> event) {
        Call[] calls = own.get(event);
        if (calls != null) {
            return calls;
        }
        for (EventKind kind : EventKind.values()) {
            if (kind.annotation() == event) {
                return calls(kind);
            }
        }
        return NONE;
    }

    /** Whether any handler is called by time. */
    boolean hasPeriods() {
        return periods;
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
