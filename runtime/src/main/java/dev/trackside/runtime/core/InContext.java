package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.runtime.loading.PluginContext;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of a plugin from a folder with its own class loader as that of the thread, whatever it leaves behind. */
final class InContext extends BoundHandlers {

    private final BoundHandlers handlers;
    private final PluginContext context;

    InContext(BoundHandlers handlers, PluginContext context) {
        this.handlers = handlers;
        this.context = context;
    }

    @Override
    public @Nullable Control call(int handler, Frame frame) {
        ClassLoader before = context.enter();
        try {
            return handlers.call(handler, frame);
        } finally {
            context.leave(before);
        }
    }
}
