package dev.trackside.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds services so that a broken one does not hide the others. */
final class Providers {

    /** The iterator may report the same fault for ever. */
    private static final int MOST_FAULTS = 100;

    private Providers() {}

    /**
     * All providers of a service that can be loaded.
     *
     * @param <T> the service
     * @param service the service
     * @param loader where they are looked for
     * @param faults takes a sentence for each that cannot be loaded
     * @return the providers in the order in which they are found
     */
    static <T> List<T> of(Class<T> service, ClassLoader loader, Consumer<String> faults) {
        List<T> found = new ArrayList<>();
        Iterator<T> providers = ServiceLoader.load(service, loader).iterator();
        for (int count = 0; count < MOST_FAULTS; ) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                count++;
                faults.accept("A %s cannot be loaded: %s".formatted(service.getSimpleName(), words(e)));
            }
        }
        return found;
    }

    private static String words(Error e) {
        String message = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        return cause == null ? message : message + " (" + cause + ")";
    }
}
