package dev.trackside.cli;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import java.util.Comparator;
import java.util.List;

/** The engines that are there. */
final class EngineCatalog {

    private static final String KEY = "engine";

    private final List<EngineProvider> providers;

    /**
     * Creates it.
     *
     * @param providers all of them; sorted by name here
     */
    EngineCatalog(List<EngineProvider> providers) {
        this.providers = providers.stream()
                .sorted(Comparator.comparing(EngineProvider::name))
                .toList();
    }

    List<EngineProvider> all() {
        return providers;
    }

    /**
     * The engine that a configuration chooses.
     *
     * @param configuration the whole file
     * @return its provider
     * @throws dev.trackside.TracksideException if it chooses none, one that is not there, or one that is there twice
     */
    EngineProvider chosenBy(Section configuration) {
        String name = configuration
                .text(KEY)
                .orElseThrow(() -> configuration.fault(
                        KEY, "there is no engine; say what trains, e.g. 'engine: %s'%s".formatted(example(), names())));
        List<EngineProvider> found =
                providers.stream().filter(one -> one.name().equals(name)).toList();
        if (found.isEmpty()) {
            List<String> names = providers.stream().map(EngineProvider::name).toList();
            throw configuration.fault(
                    KEY,
                    names.isEmpty()
                            ? "engine '%s' is not there, nor is any other; put the jar of an engine on the class path."
                                    .formatted(name)
                            : "there is no engine '%s'%s".formatted(name, Nearest.hint(name, names)));
        }
        if (found.size() > 1) {
            throw configuration.fault(
                    KEY,
                    "engine '%s' is there twice: %s and %s; take one of their jars away."
                            .formatted(
                                    name,
                                    found.get(0).getClass().getName(),
                                    found.get(1).getClass().getName()));
        }
        return found.get(0);
    }

    private String example() {
        return providers.isEmpty() ? "mlp" : providers.get(0).name();
    }

    private String names() {
        return providers.isEmpty()
                ? ". None is on the class path."
                : "; there is "
                        + String.join(
                                ", ",
                                providers.stream().map(EngineProvider::name).toList()) + ".";
    }
}
