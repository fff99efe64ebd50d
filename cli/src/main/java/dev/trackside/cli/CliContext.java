package dev.trackside.cli;

import dev.trackside.runtime.console.ProcessConsole;
import dev.trackside.spi.EngineProvider;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the commands share.
 *
 * @param console the one writer to the terminal
 * @param interrupts Ctrl-C
 * @param loader the loader of the class path
 * @param masking what is not to be printed
 */
record CliContext(ProcessConsole console, Interrupts interrupts, ClassLoader loader, Masking masking) {

    CliContext(ProcessConsole console, Interrupts interrupts, ClassLoader loader) {
        this(console, interrupts, loader, new Masking());
    }

    /** All providers of a service; what cannot be loaded is said on standard error. */
    <T> List<T> providers(Class<T> service) {
        Consumer<String> faults = fault -> console.error("warning: " + fault);
        return Providers.of(service, loader, faults);
    }

    EngineCatalog engines() {
        return new EngineCatalog(providers(EngineProvider.class));
    }
}
