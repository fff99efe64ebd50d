package dev.trackside.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code loading}.
 *
 * @param folders folders with plugins, relative ones resolved against the folder of the file
 * @param cache the folder in which is kept what jars of plugins say of themselves, from {@code cache}; null if that is off, as it is if the file does
 *     not say
 * @param closeDeadline how long each plugin may take to close, from {@code close-seconds}; 30 s if the file does not say
 */
public record LoadingSettings(List<Path> folders, @Nullable Path cache, Duration closeDeadline) {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);

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
        Duration closeDeadline = closeDeadline(loading, faults);
        List<Path> folders = loading.files("folders");
        Path cache = cache(loading);
        if (!trust.equals("any")) {
            // Refusing is the only safe answer: whoever asks for less trust must not get all of it.
            faults.add(loading.fault(
                    "trust",
                    "loading.trust can only be 'any' in this version; '%s' is not supported yet.".formatted(trust)));
        }
        faults.addAll(loading.unknownKeys());
        faults.throwIfAny();
        return new LoadingSettings(folders, cache, closeDeadline);
    }

    /** Off, on in its usual place, or the folder. */
    private static @Nullable Path cache(YamlSection loading) {
        String text = loading.text("cache").orElse("false");
        if (!text.equals("true")) {
            return text.equals("false") ? null : loading.file("cache").orElse(null);
        }
        String home = loading.environment().properties().getOrDefault("user.home", "");
        return home.isBlank() ? null : Path.of(home, ".trackside", "cache");
    }

    private static Duration closeDeadline(YamlSection loading, Faults faults) {
        String text = loading.text("close-seconds").orElse("");
        if (text.isEmpty()) {
            return CLOSE_DEADLINE;
        }
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
                return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
            }
        } catch (NumberFormatException noNumber) {
            // said below, as for any other value that is none
            return wrongDeadline(loading, text, faults);
        }
        return wrongDeadline(loading, text, faults);
    }

    private static Duration wrongDeadline(YamlSection loading, String text, Faults faults) {
        faults.add(loading.fault(
                "close-seconds", "loading.close-seconds must be a number above 0, but is '%s'.".formatted(text)));
        return CLOSE_DEADLINE;
    }
}
