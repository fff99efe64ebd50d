package dev.trackside.bench.dispatch;

import com.google.common.eventbus.EventBus;
import dev.trackside.runtime.metrics.Layer;

/** What Trackside's dispatch is compared with. All but the first record the metric as a training loop does, so that this cost is in all figures. */
final class Peers {

    private Peers() {}

    /** Does nothing: what the measurement itself costs. */
    static final class Nothing extends Publisher {
        @Override
        void publish(long step, double loss) {
            // Nothing: neither a metric nor an event.
        }
    }

    /** Records the metric and tells nobody. */
    static final class Recording extends Publisher {
        private final Layer metrics = new Layer();

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
        }
    }

    /** Calls written by hand. */
    static final class ByHand extends Publisher {
        private final Layer metrics = new Layer();
        private final Direct direct;

        ByHand(HandlerSet set) {
            this.direct = set.direct();
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            direct.step(step, loss);
        }
    }

    /** An array of listeners behind an interface. */
    static final class InterfaceArray extends Publisher {
        private final Layer metrics = new Layer();
        private final Listener[] listeners;

        InterfaceArray(HandlerSet set) {
            this.listeners = set.listeners();
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            for (Listener listener : listeners) {
                listener.onStep(0, step, loss);
            }
        }
    }

    /** Guava's event bus. */
    static final class Guava extends Publisher {
        private final Layer metrics = new Layer();
        private final EventBus bus = new EventBus();

        Guava(HandlerSet set) {
            for (Listener listener : set.listeners()) {
                bus.register(listener);
            }
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            bus.post(new StepEvent(0, step, loss));
        }
    }
}
