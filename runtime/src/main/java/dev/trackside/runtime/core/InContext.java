package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.runtime.loading.PluginContext;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handlers of a plugin from a folder with its own class loader as that of the thread, and leaves the thread as it was, whatever the plugin
 * leaves behind: another context loader, or an interrupt that would fail what the run does next. An interrupt that was there before the call stays.
 */
final class InContext extends BoundHandlers {

    private static final Logger LOG = LogManager.getLogger(InContext.class);

    private final BoundHandlers handlers;
    private final PluginContext context;
    private final CallbackSpec spec;
    private boolean told;

    InContext(BoundHandlers handlers, PluginContext context, CallbackSpec spec) {
        this.handlers = handlers;
        this.context = context;
        this.spec = spec;
    }

    @Override
    public @Nullable Control call(int handler, Frame frame) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        ClassLoader before = context.enter();
        try {
            return handlers.call(handler, frame);
        } finally {
            context.leave(before);
            if (Thread.currentThread().isInterrupted() != interrupted) {
                putBack(interrupted, handler);
            }
        }
    }

    private void putBack(boolean interrupted, int handler) {
        if (interrupted) {
            Thread.currentThread().interrupt(); // somebody else's, who wants it to be seen
            return;
        }
        Thread.interrupted();
        if (!told) {
            told = true;
            LOG.warn(
                    "{} (from {}) leaves the thread that trains interrupted after {}. The interrupt is taken back, as it would fail what the run does next. To end the run a plugin returns Control.stop(reason) or calls run.interrupt(reason).",
                    spec.id(),
                    spec.origin(),
                    spec.table().handlers().get(handler).method());
        }
    }
}
