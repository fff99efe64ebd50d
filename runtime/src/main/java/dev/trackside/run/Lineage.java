package dev.trackside.run;

import dev.trackside.Phase;
import dev.trackside.RunSummary;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.Secrets;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.PluginSet.Attached;
import dev.trackside.runtime.loading.FoundPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Knows of what jars the callbacks of a run are and what options they have, and describes them when somebody asks. */
final class Lineage {

    private static final Logger LOG = LogManager.getLogger("dev.trackside.run");

    private final Map<String, Source> sources = new HashMap<>();
    private final Secrets secrets;

    Lineage(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Where a callback comes from; sums are made once, when they are asked for. */
    private static final class Source {

        private final String plugin;
        private final @Nullable FoundPlugin found;
        private final String why;
        private final Map<String, String> options;
        private @Nullable Sums sums;

        Source(String plugin, @Nullable FoundPlugin found, String why, Map<String, String> options) {
            this.plugin = plugin;
            this.found = found;
            this.why = why;
            this.options = options;
        }

        Sums sums() {
            Sums known = sums;
            if (known == null) {
                known = found == null ? Sums.NONE : Sums.of(found);
                sums = known;
            }
            return known;
        }
    }

    private record Sums(@Nullable String version, @Nullable String sha256, Map<String, String> libraries) {

        static final Sums NONE = new Sums(null, null, Map.of());

        static Sums of(FoundPlugin plugin) {
            String version = plugin.version().orElse(null);
            try {
                return new Sums(version, plugin.sha256().orElse(null), plugin.libraries());
            } catch (IOException unreadable) {
                LOG.warn(
                        "The jar {} cannot be read any more, so its sum is not in the record of the run: {}",
                        plugin.origin(),
                        unreadable.toString());
                return new Sums(version, null, Map.of());
            }
        }
    }

    /** A callback that was found as a plugin. */
    void found(String id, FoundPlugin plugin, String why, Map<String, BoundValue> options) {
        sources.put(id, new Source(plugin.id(), plugin, why, texts(options)));
    }

    /** A callback that code attaches. */
    void byHand(String id, String plugin, String why, Map<String, BoundValue> options) {
        sources.put(id, new Source(plugin, null, why, texts(options)));
    }

    private static Map<String, String> texts(Map<String, BoundValue> options) {
        Map<String, String> texts = new LinkedHashMap<>();
        options.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /**
     * Describes callbacks.
     *
     * @param callbacks callbacks of the run, in their order
     * @param absent what is not attached
     */
    PluginSet describe(List<RunSummary.Callback> callbacks, List<PluginSet.Absent> absent) {
        List<Attached> attached = new ArrayList<>();
        for (RunSummary.Callback one : callbacks) {
            Source source = sources.getOrDefault(one.id(), new Source(one.id(), null, "", Map.of()));
            Sums sums = source.sums();
            attached.add(new Attached(
                    one.id(),
                    source.plugin,
                    one.type(),
                    phase(one.phase()),
                    one.origin(),
                    sums.version(),
                    sums.sha256(),
                    sums.libraries(),
                    source.why,
                    source.options,
                    one.detached().map(secrets::mask).orElse(null)));
        }
        return new PluginSet(attached, absent);
    }

    private static String phase(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
