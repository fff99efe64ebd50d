package dev.trackside.runtime.loading;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The class loader that a plugin is called with. Libraries look for services and resources through the thread's context loader, so a plugin from
 * a folder must find its own there, and the host must find its own again when the call is over, whatever the plugin has left behind.
 *
 * <pre>{@code
 * ClassLoader before = context.enter();
 * try {
 *     call();
 * } finally {
 *     context.leave(before);
 * }
 * }</pre>
 *
 * <p>For what is on the class path it does nothing at all. One object a callback, made when it is attached; usable from any thread.
 */
public final class PluginContext {

    /** Found when something is logged: a start that has nothing to say should not pay for it. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(PluginContext.class);
    }

    private static final PluginContext NONE = new PluginContext(null, "");

    private final @Nullable ClassLoader loader;
    private final String who;
    private final AtomicBoolean told = new AtomicBoolean();

    private PluginContext(@Nullable ClassLoader loader, String who) {
        this.loader = loader;
        this.who = who;
    }

    /**
     * The context of an instance.
     *
     * @param target an instance of a plugin
     * @return that of its loader
     */
    public static PluginContext of(Object target) {
        return ofLoader(target.getClass().getClassLoader());
    }

    /**
     * The context of an instance that has a name.
     *
     * @param target an instance of a plugin
     * @param who what people call it, with the jar that it is from
     * @return that of its loader
     */
    public static PluginContext of(Object target, String who) {
        return ofLoader(target.getClass().getClassLoader(), who);
    }

    static PluginContext ofLoader(@Nullable ClassLoader loader) {
        return ofLoader(loader, String.valueOf(loader));
    }

    private static PluginContext ofLoader(@Nullable ClassLoader loader, String who) {
        return loader instanceof PluginClassLoader ? new PluginContext(loader, who) : NONE;
    }

    /**
     * Whether there is anything to switch; if not, {@link #enter} and {@link #leave} may be left out.
     *
     * @return whether the plugin has a loader of its own
     */
    public boolean isOwn() {
        return loader != null;
    }

    /**
     * Makes the loader of the plugin that of the current thread.
     *
     * @return the loader before, for {@link #leave}
     */
    public @Nullable ClassLoader enter() {
        if (loader == null) {
            return null;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        return before;
    }

    /**
     * Makes the loader before that of the current thread again. A plugin that has left another one is told of once.
     *
     * @param before what {@link #enter} gave
     */
    public void leave(@Nullable ClassLoader before) {
        if (loader != null) {
            Thread thread = Thread.currentThread();
            boolean asItWas = thread.getContextClassLoader() == loader;
            thread.setContextClassLoader(before);
            if (!asItWas && told.compareAndSet(false, true)) {
                Log.LOGGER.warn(
                        "{} leaves another context class loader behind than it was called with. It is put back after each call; the plugin should do that itself, in a finally block.",
                        who);
            }
        }
    }
}
