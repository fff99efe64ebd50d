package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Filter;
import dev.trackside.spi.Frame;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A handler that writes down its calls, and does what a test tells it to. */
final class Probe extends Handler {

    private final String name;
    private final List<String> log;
    private boolean active = true;

    private Probe(String name, BoundHandlers bound, Filter filter, SlotSet required, List<String> log) {
        super(bound, name.charAt(0) - 'a', filter, required);
        this.name = name;
        this.log = log;
    }

    static Probe of(String name, List<String> log) {
        return of(name, log, Filter.ALL, () -> null);
    }

    static Probe of(String name, List<String> log, Filter filter, Supplier<@Nullable Control> body) {
        return of(name, log, filter, body, new SlotSet());
    }

    static Probe of(String name, List<String> log, Filter filter, Supplier<@Nullable Control> body, SlotSet required) {
        BoundHandlers bound =
                switch (name.charAt(0) % 3) { // a few classes, so that sequences differ
                    case 0 -> new First(name, log, body);
                    case 1 -> new Second(name, log, body);
                    default -> new Third(name, log, body);
                };
        return new Probe(name, bound, filter, required, log);
    }

    static Filter every(int period) {
        return new Filter(period, 1, Integer.MAX_VALUE, List.of(), 0);
    }

    static Filter everySeconds(double seconds) {
        return new Filter(1, 1, Integer.MAX_VALUE, List.of(), seconds);
    }

    void leave() {
        active = false;
    }

    @Override
    protected boolean isActive() {
        return active;
    }

    @Override
    protected void answered(Control answer) {
        log.add(name + " wants " + answer.kind());
    }

    @Override
    protected void failed(Throwable fault) {
        log.add(name + " failed: " + fault.getMessage());
        if (fault instanceof Fatal fatal) {
            throw fatal;
        }
        if (fault instanceof Leaves) {
            leave();
        }
    }

    /** What fails the run. */
    static final class Fatal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fatal(String message) {
            super(message);
        }
    }

    /** What detaches the handler. */
    static final class Leaves extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private abstract static class Bound extends BoundHandlers {
        private final String name;
        private final List<String> log;
        private final Supplier<@Nullable Control> body;

        Bound(String name, List<String> log, Supplier<@Nullable Control> body) {
            this.name = name;
            this.log = log;
            this.body = body;
        }

        @Nullable
        Control handle(int number) {
            if (number != name.charAt(0) - 'a') {
                throw new IndexOutOfBoundsException(number);
            }
            log.add(name);
            return body.get();
        }
    }

    private static final class First extends Bound {
        First(String name, List<String> log, Supplier<@Nullable Control> body) {
            super(name, log, body);
        }

        @Override
        public @Nullable Control call(int handler, Frame frame) {
            return handle(handler);
        }
    }

    private static final class Second extends Bound {
        Second(String name, List<String> log, Supplier<@Nullable Control> body) {
            super(name, log, body);
        }

        @Override
        public @Nullable Control call(int handler, Frame frame) {
            return handle(handler);
        }
    }

    private static final class Third extends Bound {
        Third(String name, List<String> log, Supplier<@Nullable Control> body) {
            super(name, log, body);
        }

        @Override
        public @Nullable Control call(int handler, Frame frame) {
            return handle(handler);
        }
    }
}
