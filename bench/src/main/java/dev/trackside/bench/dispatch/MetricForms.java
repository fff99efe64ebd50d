package dev.trackside.bench.dispatch;

import java.util.HashMap;
import java.util.Map;

/** Three metrics given to an array of listeners, of which each takes one, in the forms that loops use. */
final class MetricForms {

    private MetricForms() {}

    /** By slot. */
    static final class Slots extends Publisher {
        private final Listener[] listeners;
        private final double[] slots = new double[HandlerSources.METRICS.length];

        Slots(HandlerSet set) {
            this.listeners = set.listeners();
        }

        @Override
        void publish(long step, double loss) {
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] = loss;
            }
            for (Listener listener : listeners) {
                listener.onSlots(slots);
            }
        }
    }

    /** By name, in a map that is used again. */
    static final class ReusedMap extends Publisher {
        private final Listener[] listeners;
        private final Map<String, Double> metrics = new HashMap<>();

        ReusedMap(HandlerSet set) {
            this.listeners = set.listeners();
        }

        @Override
        void publish(long step, double loss) {
            fillAndSend(metrics, listeners, loss);
        }
    }

    /** By name, in a new map for each event, which a listener may keep. */
    static final class FreshMap extends Publisher {
        private final Listener[] listeners;

        FreshMap(HandlerSet set) {
            this.listeners = set.listeners();
        }

        @Override
        void publish(long step, double loss) {
            fillAndSend(new HashMap<>(), listeners, loss);
        }
    }

    private static void fillAndSend(Map<String, Double> metrics, Listener[] listeners, double value) {
        for (String name : HandlerSources.METRICS) {
            metrics.put(name, value);
        }
        for (Listener listener : listeners) {
            listener.onMetrics(metrics);
        }
    }
}
