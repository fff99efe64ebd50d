package dev.trackside.bench.dispatch;

import dev.trackside.Control;
import dev.trackside.bench.dispatch.Lines.BenchHandler;
import dev.trackside.runtime.dispatch.Fusing;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.spi.BoundHandlers;
import org.jspecify.annotations.Nullable;

/** Trackside's dispatch, and a loop like it with and without a guard around each handler. */
final class Dispatch {

    private Dispatch() {}

    /** A line of a run. */
    static final class OfLine extends Publisher {
        private final Layer metrics = new Layer();
        private final BenchFrame frame = new BenchFrame(metrics);
        private final @Nullable Line line;

        OfLine(HandlerSet set, Fusing fusing, double reading) {
            this.line = Lines.of(Lines.handlers(set, frame), fusing, reading);
        }

        private OfLine() {
            this.line = null; // as the dispatcher of a run has it
        }

        /** A line that nobody hears. */
        static OfLine nobody() {
            return new OfLine();
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            if (line != null) {
                line.fire(frame, metrics, step);
            }
        }
    }

    /** Generated calls in a loop, without a guard. */
    static final class Unguarded extends Publisher {
        private final Layer metrics = new Layer();
        private final BenchFrame frame = new BenchFrame(metrics);
        private final BoundHandlers[] calls;

        Unguarded(HandlerSet set) {
            this.calls = calls(set, frame);
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            for (BoundHandlers one : calls) {
                Control answer = one.call(0, frame);
                if (answer != null) {
                    throw new IllegalStateException("no handler of the benchmarks answers");
                }
            }
        }
    }

    /** The same loop, with a guard around each call. */
    static final class Guarded extends Publisher {
        private final Layer metrics = new Layer();
        private final BenchFrame frame = new BenchFrame(metrics);
        private final BoundHandlers[] calls;
        private @Nullable Throwable last;

        Guarded(HandlerSet set) {
            this.calls = calls(set, frame);
        }

        @Override
        void publish(long step, double loss) {
            metrics.set(BenchFrame.LOSS, loss);
            for (BoundHandlers one : calls) {
                try {
                    Control answer = one.call(0, frame);
                    if (answer != null) {
                        throw new IllegalStateException("no handler of the benchmarks answers");
                    }
                } catch (Throwable fault) { // what a guard is for
                    last = fault;
                }
            }
        }

        /** What was thrown last. */
        @Nullable
        Throwable last() {
            return last;
        }
    }

    private static BoundHandlers[] calls(HandlerSet set, BenchFrame frame) {
        return Lines.handlers(set, frame).stream().map(BenchHandler::calls).toArray(BoundHandlers[]::new);
    }
}
