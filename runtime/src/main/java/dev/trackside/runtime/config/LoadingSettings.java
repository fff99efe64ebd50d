package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.LoadingSource.Text;
import dev.trackside.runtime.config.TrustSettings.Demand;
import dev.trackside.runtime.config.TrustSettings.Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code loading}.
 *
 * @param folders folders with plugins, relative ones resolved against the folder of the file
 * @param cache the folder in which is kept what jars of plugins say of themselves, from {@code cache}; null if that is off, as it is if the file does
 *     not say
 * @param dropIns whether plugins that measure or report join without being configured
 * @param closeDeadline how long each plugin may take to close, from {@code close-seconds}; 30 s if the file does not say
 * @param trust what jars from folders must show
 * @param mode how what is wrong with jars is taken; {@link LoadingMode#WARN} if nobody says
 * @param mandatory ids that a run must have, with the place that says so
 */
public record LoadingSettings(
        List<Path> folders,
        @Nullable Path cache,
        boolean dropIns,
        Duration closeDeadline,
        TrustSettings trust,
        LoadingMode mode,
        Map<String, String> mandatory) {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}");

    /** Copies the collections. */
    public LoadingSettings {
        folders = List.copyOf(folders);
        mandatory = new LinkedHashMap<>(mandatory);
    }

    /**
     * Reads the section, and reports keys that it does not have. {@code trust}, {@code mode} and {@code mandatory} may come from system properties
     * and variables, too.
     *
     * @param config the configuration
     * @return the settings
     * @throws dev.trackside.TracksideException with everything that is wrong in the section
     */
    public static LoadingSettings of(ConfigFile config) {
        YamlSection loading = config.root().section("loading");
        LoadingSource source = new LoadingSource(loading);
        Faults faults = new Faults();
        LoadingSettings[] settings = new LoadingSettings[1];
        boolean[] dropIns = {true};
        Duration[] closeDeadline = {CLOSE_DEADLINE};
        Set<Demand> demands = EnumSet.noneOf(Demand.class);
        List<Signer> signers = new ArrayList<>();
        Map<String, String> mandatory = new LinkedHashMap<>();
        LoadingMode[] mode = {LoadingMode.WARN};
        faults.guard(() -> dropIns[0] = loading.flag("drop-ins").orElse(true));
        faults.guard(() -> closeDeadline[0] = closeDeadline(loading));
        faults.guard(() -> demands.addAll(demands(source)));
        faults.guard(() -> signers.addAll(signers(loading)));
        faults.guard(() -> mode[0] = mode(source));
        faults.guard(() -> source.strongest("mandatory").forEach(id -> mandatory.putIfAbsent(id.text(), id.place())));
        if (demands.contains(Demand.SIGNED)
                && signers.isEmpty()
                && faults.list().isEmpty()) {
            faults.add(
                    loading.fault(
                            "signers",
                            "loading.trust asks for signed jars, but loading.signers names nobody who may sign; add the files of certificates, or their SHA-256 fingerprints."));
        }
        faults.guard(() -> settings[0] = new LoadingSettings(
                loading.files("folders"),
                cache(loading),
                dropIns[0],
                closeDeadline[0],
                new TrustSettings(demands, lock(config, loading), signers),
                mode[0],
                mandatory));
        source.unknown(faults);
        faults.addAll(loading.unknownKeys());
        faults.throwIfAny();
        return settings[0];
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

    /** What any place asks for is asked: trust is raised from everywhere, and lowered only where it was raised. */
    private static Set<Demand> demands(LoadingSource source) {
        Set<Demand> demands = EnumSet.noneOf(Demand.class);
        Text raised = null;
        Text lowered = null;
        for (List<Text> place : source.everywhere("trust")) {
            for (Text text : place) {
                switch (text.text().strip().toLowerCase(Locale.ROOT)) {
                    case "any" -> lowered = text;
                    case "listed" -> {
                        demands.add(Demand.LISTED);
                        raised = text;
                    }
                    case "signed" -> {
                        demands.add(Demand.SIGNED);
                        raised = text;
                    }
                    // Refusing is the only safe answer: whoever asks for less trust must not get all of it.
                    default ->
                        throw new TracksideException("%s: loading.trust must be any, listed or signed, but is '%s'%s"
                                .formatted(
                                        text.place(),
                                        text.shown(),
                                        Nearest.of(text.text(), List.of("any", "listed", "signed"))
                                                .map(near -> "; did you mean '" + near + "'?")
                                                .orElse(".")));
                }
            }
        }
        if (raised != null && lowered != null) {
            throw new TracksideException(
                    "%s: loading.trust cannot be lowered to 'any' here, since %s says '%s'; change it there, if that is what you want."
                            .formatted(lowered.place(), raised.place(), raised.shown()));
        }
        return demands;
    }

    private static List<Signer> signers(YamlSection loading) {
        List<String> texts = loading.texts("signers");
        List<Path> files = loading.files("signers");
        List<Signer> signers = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean fingerprint = FINGERPRINT.matcher(text).matches();
            signers.add(new Signer(text, fingerprint ? null : files.get(i), loading.place("signers")));
        }
        return signers;
    }

    /** What trust rests on is named by the file, or by who starts the run in so many words; not by what a process inherits. */
    private static Path lock(ConfigFile config, YamlSection loading) {
        return loading.file("lock").orElseGet(() -> config.path()
                .map(file -> file.resolveSibling(TrustSettings.LOCK_FILE))
                .orElse(Path.of(TrustSettings.LOCK_FILE)));
    }

    private static LoadingMode mode(LoadingSource source) {
        return source.single("mode")
                .map(text -> switch (text.text().strip().toLowerCase(Locale.ROOT)) {
                    case "lenient" -> LoadingMode.LENIENT;
                    case "warn" -> LoadingMode.WARN;
                    case "strict" -> LoadingMode.STRICT;
                    default ->
                        throw new TracksideException("%s: loading.mode must be lenient, warn or strict, but is '%s'%s"
                                .formatted(
                                        text.place(),
                                        text.shown(),
                                        Nearest.of(text.text(), List.of("lenient", "warn", "strict"))
                                                .map(near -> "; did you mean '" + near + "'?")
                                                .orElse(".")));
                })
                .orElse(LoadingMode.WARN);
    }

    private static Duration closeDeadline(YamlSection loading) {
        double seconds = loading.number("close-seconds").orElse(CLOSE_DEADLINE.toSeconds() + 0.0);
        if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
            return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
        }
        throw loading.fault("close-seconds", "loading.close-seconds must be above 0, and below 68 years.");
    }
}
