package dev.trackside.runtime.async;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Makes threads that never keep the process alive: virtual ones where the JDK has them, which are daemons by nature, else platform daemons. */
final class LaneThreads {

    private static final Logger LOG = LogManager.getLogger(LaneThreads.class);

    /** {@code (String name, Runnable task) -> Thread}; null where there are no virtual threads. Found once, as this is compiled for Java 17. */
    private static final @Nullable MethodHandle VIRTUAL = find();

    private LaneThreads() {}

    /** A thread that is not started yet. */
    static Thread create(String name, Runnable task) {
        if (VIRTUAL != null) {
            return virtual(VIRTUAL, name, task);
        }
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static @Nullable MethodHandle find() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle begin = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle name = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle unstarted =
                    lookup.findVirtual(builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
            MethodHandle named = MethodHandles.collectArguments(name, 0, begin.asType(MethodType.methodType(builder)));
            MethodHandle made = MethodHandles.collectArguments(unstarted, 0, named);
            virtual(made, "probe", () -> {}); // JDK 19 and 20 have the methods, which refuse without --enable-preview
            return made;
        } catch (ReflectiveOperationException | UnsupportedOperationException absent) {
            LOG.debug("No virtual threads here, so @Async handlers get daemon threads", absent);
            return null;
        }
    }

    private static Thread virtual(MethodHandle make, String name, Runnable task) {
        try {
            return (Thread) make.invokeExact(name, task);
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable fault) {
            throw new IllegalStateException("a virtual thread cannot be made", fault); // they declare nothing checked
        }
    }
}
