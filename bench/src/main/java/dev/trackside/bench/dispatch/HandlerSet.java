package dev.trackside.bench.dispatch;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/** Some handlers, each of a class of its own, that were loaded together and are called in this order. */
final class HandlerSet {

    private final ClassLoader loader;
    private final HandlerKind kind;
    private final int set;
    private final Listener[] listeners;

    /** Creates an instance of each of the first classes of a set. */
    HandlerSet(ClassLoader loader, HandlerKind kind, int set, int count) {
        this.loader = loader;
        this.kind = kind;
        this.set = set;
        this.listeners = new Listener[count];
        for (int index = 0; index < count; index++) {
            listeners[index] = (Listener) create(HandlerSources.className(index));
        }
    }

    private Object create(String className, Object... arguments) {
        try {
            Constructor<?>[] constructors =
                    loader.loadClass(kind.packageName(set) + "." + className).getConstructors();
            return constructors[0].newInstance(arguments);
        } catch (ReflectiveOperationException fault) {
            throw new IllegalStateException(
                    "%s of %s cannot be created".formatted(className, kind.packageName(set)), fault);
        }
    }

    /** New instances of the same classes. */
    HandlerSet again() {
        return new HandlerSet(loader, kind, set, listeners.length);
    }

    Listener[] listeners() {
        return listeners.clone();
    }

    /** The calls of these handlers as written by hand. */
    Direct direct() {
        return (Direct) create("Direct" + listeners.length, (Object) listeners());
    }

    /** Which handlers have not summed exactly a number, times their weight; those that throw cannot sum. */
    List<String> thoseWithout(double sum) {
        List<String> wrong = new ArrayList<>();
        for (int index = 0; index < listeners.length; index++) {
            Listener listener = listeners[index];
            double expected = kind.throwsAt(index) ? 0 : sum * listener.weight();
            if (listener.total() != expected) {
                wrong.add(
                        "%s has %s instead of %s".formatted(listener.getClass().getName(), listener.total(), expected));
            }
        }
        return wrong;
    }
}
