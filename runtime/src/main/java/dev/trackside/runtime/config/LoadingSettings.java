package dev.trackside.runtime.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The section {@code loading}.
 *
 * @param folders folders with plugins, relative ones resolved against the folder of the file
 */
public record LoadingSettings(List<Path> folders) {

    /** Copies the list. */
    public LoadingSettings {
        folders = List.copyOf(folders);
    }

    /**
     * Reads the section, and reports keys that it does not have.
     *
     * @param config the configuration
     * @return the settings
     * @throws dev.trackside.TracksideException with everything that is wrong in the section
     */
    public static LoadingSettings of(ConfigFile config) {
        YamlSection loading = config.root().section("loading");
        String trust = loading.text("trust").orElse("any");
        Faults faults = new Faults();
        List<Path> folders = loading.files("folders");
        if (!trust.equals("any")) {
            // Refusing is the only safe answer: whoever asks for less trust must not get all of it.
            faults.add(loading.fault(
                    "trust",
                    "loading.trust can only be 'any' in this version; '%s' is not supported yet.".formatted(trust)));
        }
        faults.addAll(loading.unknownKeys());
        faults.throwIfAny();
        return new LoadingSettings(folders);
    }
}
