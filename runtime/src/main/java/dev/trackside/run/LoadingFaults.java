package dev.trackside.run;

import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.LoadingMode;
import dev.trackside.runtime.core.CallbackSpec;
import dev.trackside.runtime.discovery.Notice;
import dev.trackside.runtime.lineage.PluginSet.Absent;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.loading.RefusedException;
import dev.trackside.runtime.selection.Mandatory;
import dev.trackside.runtime.selection.NotAttached;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is wrong with plugins that nobody asked for, as {@code loading.mode} says: it is said and left out, or keeps the run from starting.
 * Remembers why a plugin is not there, for those who must have it.
 */
final class LoadingFaults {

    private static final Logger LOG = LogManager.getLogger("dev.trackside.run");

    private final LoadingMode mode;
    private final Faults faults;
    private final List<Absent> absent = new ArrayList<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * Begins with nothing.
     *
     * @param faults takes what keeps the run from starting
     */
    LoadingFaults(LoadingMode mode, Faults faults) {
        this.mode = mode;
        this.faults = faults;
    }

    /** Something works, but not as it was meant. */
    void noticed(Notice notice) {
        say(notice.text(), Level.WARN);
    }

    /** A jar or plugin cannot be used. */
    void refused(Refusal refusal) {
        missing(refusal.id(), refusal.source(), true, refusal.text());
        say("not loaded: " + refusal.text(), Level.WARN);
    }

    /** A plugin that would join because it is there cannot be created. */
    void failed(String id, RefusedException fault) {
        String text = fault.refusal().text();
        missing(id, fault.refusal().source(), true, text);
        if (mode == LoadingMode.WARN) {
            LOG.error("not loaded: {} The run goes on without it.", text, fault.getCause());
        } else {
            say("not loaded: " + text, Level.WARN);
            LOG.debug("{} was not loaded", id, fault.getCause());
        }
    }

    /** A plugin that would join because it is there requires what is not. */
    void lonely(String id, String origin, String words) {
        missing(id, origin, false, words);
        say("%s not attached: %s".formatted(id, words), Level.WARN);
    }

    /** A plugin was created, and the run goes on without it; that has been said. */
    void notAttachable(CallbackSpec spec) {
        missing(
                spec.id(),
                spec.origin(),
                true,
                "it could not be attached, or requires what could not; the log says why");
    }

    /** Plugins do not join, and nothing is wrong with that; of those that nobody has spoken of {@code trackside plugins list} tells. */
    void notAttached(List<NotAttached> all) {
        for (NotAttached one : all) {
            missing(one.id(), one.origin(), false, one.reason());
            LOG.atLevel(one.idle() ? Level.DEBUG : Level.INFO).log("{} not attached: {}", one.id(), one.reason());
        }
    }

    private void missing(@Nullable String id, String origin, boolean refused, String reason) {
        absent.add(new Absent(id, origin, refused, reason));
        if (id != null) {
            reasons.putIfAbsent(id, reason);
        }
    }

    private void say(String text, Level level) {
        switch (mode) {
            case LENIENT -> LOG.info(text);
            case WARN -> LOG.log(level, text);
            case STRICT -> faults.add("loading.mode is strict: " + text);
        }
    }

    /** What is not attached, in the order in which that was found out. */
    List<Absent> absent() {
        return List.copyOf(absent);
    }

    /**
     * Adds a fault for each plugin that must be there and is not.
     *
     * @param mandatory ids, with the place that says so
     * @param present ids of instances and plugins that are there, or whose absence has been said
     * @param found ids of plugins that were found
     */
    void missing(Map<String, String> mandatory, Set<String> present, Collection<String> found) {
        Mandatory.missing(mandatory, present, reasons, found).forEach(faults::add);
    }
}
