package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.TracksideException;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls of handlers that take longer than {@code run.callback-deadline}, as far as Java can: the thread is interrupted, once a call. A call that
 * was interrupted is a failure of its callback, however it returns, so that {@code on-failure} decides what becomes of it. One that does not react
 * is named again: nothing but the end of the process ends it.
 *
 * <p>There is none unless the setting is given, and then handlers are called through {@link #guard}. The interrupt never comes after the call: both
 * sides hold the lock.
 */
final class CallDeadline {

    private static final Logger LOG = LogManager.getLogger(CallDeadline.class);

    private final Duration limit;
    private final OwnThread thread;
    private final Object lock = new Object();
    private @Nullable Guarded inCall;
    private int handler;
    private long began;
    private boolean interrupted;
    private boolean toldAgain;

    CallDeadline(Duration limit, OwnThread thread) {
        this.limit = limit;
        this.thread = thread;
    }

    Duration limit() {
        return limit;
    }

    BoundHandlers guard(BoundHandlers handlers, CallbackSpec spec) {
        return new Guarded(handlers, spec);
    }

    /** Interrupts the call that is being made, if it is overdue. From any thread, every now and then. */
    void check() {
        synchronized (lock) {
            Guarded late = inCall;
            if (late == null) {
                return;
            }
            long lasted = System.nanoTime() - began;
            if (!interrupted && lasted >= limit.toNanos()) {
                interrupted = true;
                List<StackTraceElement> stack = thread.stack();
                LOG.warn(
                        "{} ({}, from {}) has not returned within {} (run.callback-deadline) and is interrupted. It is at {}.",
                        late.spec.id(),
                        late.method(handler),
                        late.spec.origin(),
                        words(limit),
                        stack.isEmpty() ? "an unknown place" : stack.get(0));
                thread.interrupt();
            } else if (interrupted && !toldAgain && lasted >= 2 * limit.toNanos()) {
                toldAgain = true;
                List<StackTraceElement> stack = thread.stack();
                LOG.error(
                        "{} ({}, from {}) was interrupted and does not react. Only the end of the process ends it; the run waits. It is at {}.",
                        late.spec.id(),
                        late.method(handler),
                        late.spec.origin(),
                        stack.isEmpty() ? "an unknown place" : stack.get(0));
            }
        }
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** What a call is that took longer than it may. */
    static final class OverdueException extends TracksideException {

        private static final long serialVersionUID = 1L;

        OverdueException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The handlers of one callback. */
    private final class Guarded extends BoundHandlers {

        private final BoundHandlers handlers;
        private final CallbackSpec spec;

        Guarded(BoundHandlers handlers, CallbackSpec spec) {
            this.handlers = handlers;
            this.spec = spec;
        }

        String method(int number) {
            return spec.table().handlerClass().getSimpleName() + "."
                    + spec.table().handlers().get(number).method();
        }

        @Override
        public @Nullable Control call(int number, Frame frame) {
            if (!enter(number)) {
                return handlers.call(number, frame); // within another call, which has the deadline
            }
            Control answer;
            try {
                answer = handlers.call(number, frame);
            } catch (VirtualMachineError fatal) {
                leave();
                throw fatal;
            } catch (Throwable fault) { // whatever it is, it may come of the interrupt
                if (leave()) {
                    throw overdue(fault);
                }
                throw fault;
            }
            if (leave()) {
                throw overdue(null);
            }
            return answer;
        }

        private boolean enter(int number) {
            synchronized (lock) {
                if (inCall != null) {
                    return false;
                }
                inCall = this;
                handler = number;
                began = System.nanoTime();
                return true;
            }
        }

        /** Whether the call was interrupted; the interrupt is taken back then. */
        private boolean leave() {
            synchronized (lock) {
                inCall = null;
                boolean late = interrupted;
                interrupted = false;
                toldAgain = false;
                if (late) {
                    Thread.interrupted();
                }
                return late;
            }
        }

        private OverdueException overdue(@Nullable Throwable fault) {
            return new OverdueException(
                    "it did not return within %s (run.callback-deadline) and was interrupted%s"
                            .formatted(words(limit), fault == null ? "" : "; then it threw " + fault),
                    fault);
        }
    }
}
