package dev.trackside.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.logging.log4j.LogManager;

/**
 * Catches the signals that ask a process to end, and the one that tells of another size of the terminal. The only class that knows {@code sun.misc.Signal}, by reflection; why is in
 * {@code docs/decisions/signals.md}.
 */
final class Signals {

    private static final Map<String, String> REASONS = Map.of("INT", "Ctrl-C", "TERM", "asked to terminate");

    private Signals() {}

    static void passTo(Interrupts interrupts) {
        REASONS.forEach((name, reason) -> {
            try {
                handle(name, () -> interrupts.signal(reason));
            } catch (ReflectiveOperationException | RuntimeException e) {
                // A Java without the class, or one that was started with -Xrs.
                LogManager.getLogger(Signals.class)
                        .debug("Signal {} cannot be caught; it ends the process without a train end.", name, e);
            }
        });
    }

    /** Calls, on a thread of its own each time, when the terminal has another size. Windows has no such signal. */
    static void onResize(Runnable action) {
        try {
            handle("WINCH", action);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LogManager.getLogger(Signals.class).debug("The width of the terminal stays what it was at the start.", e);
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object proxy = Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {handler},
                (self, method, arguments) -> called(self, method, arguments, action));
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }

    private static Object called(Object self, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "Trackside's signal handler";
            default -> {
                action.run();
                yield "";
            }
        };
    }
}
