package dev.trackside.bench.dispatch;

import dev.trackside.Control;
import dev.trackside.runtime.core.TableFinder;
import dev.trackside.runtime.dispatch.Fusing;
import dev.trackside.runtime.dispatch.Handler;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.dispatch.Ticks;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Filter;
import dev.trackside.spi.HandlerTable;
import java.util.ArrayList;
import java.util.List;

/** Trackside's dispatch without the rest of a run: lines of handlers whose answers nobody takes. */
final class Lines {

    /** Given in place of what it costs to read the clock: nothing is timed. */
    static final double UNTIMED = Double.POSITIVE_INFINITY;

    /** What it costs to read the clock on the machines at hand; a run measures it. */
    static final double TIMED = 25;

    private static final Ticks TICKS = new SystemTicks();

    static {
        Control.proceed(); // loaded by any run, and HotSpot inlines no method whose signature names a class that
        // nobody has loaded
    }

    private Lines() {}

    static Line of(List<? extends Handler> handlers, Fusing fusing, double reading) {
        return new Line(handlers, fusing, TICKS, reading);
    }

    /** Binds the handlers of a set, by their tables, as a run does. */
    static List<BenchHandler> handlers(HandlerSet set, BenchFrame frame) {
        List<BenchHandler> handlers = new ArrayList<>();
        for (Listener listener : set.listeners()) {
            HandlerTable table = TableFinder.find(listener);
            handlers.add(new BenchHandler(
                    table.bind(listener, frame), table.handlers().get(0).filter()));
        }
        return handlers;
    }

    /** A handler that takes the metric all take. */
    static final class BenchHandler extends Handler {

        private static final SlotSet REQUIRED = new SlotSet();

        static {
            REQUIRED.add(BenchFrame.LOSS);
        }

        private final BoundHandlers handlers;

        BenchHandler(BoundHandlers handlers, Filter filter) {
            super(handlers, 0, filter, REQUIRED);
            this.handlers = handlers;
        }

        /** The generated calls. */
        BoundHandlers calls() {
            return handlers;
        }

        @Override
        protected boolean isActive() {
            return true;
        }

        @Override
        protected void answered(Control answer) {
            throw new IllegalStateException("no handler of the benchmarks answers, but there is " + answer);
        }

        @Override
        protected void failed(Throwable fault) {
            // Left out: some throw on purpose at each event, and the others must be called all the same.
        }
    }

    private static final class SystemTicks implements Ticks {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long elapsedNanos() {
            return System.nanoTime();
        }
    }
}
