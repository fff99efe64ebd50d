package dev.trackside.runtime.loading;

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

    private static final PluginContext NONE = new PluginContext(null);

    private final @Nullable ClassLoader loader;

    private PluginContext(@Nullable ClassLoader loader) {
        this.loader = loader;
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

    static PluginContext ofLoader(@Nullable ClassLoader loader) {
        return loader instanceof PluginClassLoader ? new PluginContext(loader) : NONE;
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
     * Makes the loader before that of the current thread again.
     *
     * @param before what {@link #enter} gave
     */
    public void leave(@Nullable ClassLoader before) {
        if (loader != null) {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
