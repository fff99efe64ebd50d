package dev.trackside.plugin.replay;

import dev.trackside.Gradients;
import dev.trackside.Phase;
import dev.trackside.Predictions;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a replay, with which options: the callbacks of the record that decide, without those that nobody can play to, and those that were asked
 * for.
 */
final class Cast {

    /** What parameters say of a callback that is no option of it. */
    private static final String USE = "use";

    private static final String MASKED = "***";
    private static final String NOTHING = "none";

    private final RecordedRun run;
    private final KnownTables tables;

    /** Options by the ids of the callbacks that take part, as texts. */
    private final Map<String, Map<String, String>> options = new LinkedHashMap<>();

    private final List<String> notes = new ArrayList<>();

    Cast(RecordedRun run, KnownTables tables) {
        this.run = run;
        this.tables = tables;
    }

    /** Takes those of the record that decide. */
    void recorded(Set<String> without) {
        Set<String> known = new LinkedHashSet<>();
        for (RecordedCallback callback : run.callbacks()) {
            known.add(callback.id());
            if (callback.phase() != Phase.DECIDE || without.contains(callback.id())) {
                continue;
            }
            if (callback.origin().equals("code")) {
                notes.add("%s was attached by code and is left out; ReplayEngine plays to it in code."
                        .formatted(callback.id()));
            } else if (!plays(callback.plugin())) {
                notes.add("%s is left out: it takes gradients or predictions, which no record has."
                        .formatted(callback.id()));
            } else {
                join(callback.id());
            }
        }
        without.removeAll(known);
        if (!without.isEmpty()) {
            throw new UsageException("--without %s: the recorded run had no such callback, but %s."
                    .formatted(without.iterator().next(), String.join(", ", known)));
        }
    }

    /**
     * Takes one, or another option of one.
     *
     * @param with {@code ID}, or {@code ID.OPTION=VALUE}
     */
    void with(String with) {
        int equals = with.indexOf('=');
        int dot = with.indexOf('.');
        if (equals < 0) {
            join(with);
        } else if (run.parameters().containsKey(with.substring(0, equals))) {
            throw new UsageException(
                    "--with %s: %s is of the training, which is not done again in a replay; only callbacks can have other options."
                            .formatted(with, with.substring(0, equals)));
        } else if (dot > 0 && dot < equals - 1) {
            String id = join(with.substring(0, dot));
            member(id).put(with.substring(dot + 1, equals), with.substring(equals + 1));
        } else {
            throw new UsageException(
                    "--with %s: write ID.OPTION=VALUE, as in --with early-stopping.patience=3, or ID.".formatted(with));
        }
    }

    private Map<String, String> member(String id) {
        return options.computeIfAbsent(id, none -> new LinkedHashMap<>());
    }

    /** Attaches one, with the options that it had if it was there. */
    private String join(String id) {
        if (!options.containsKey(id)) {
            Map<String, String> own = member(id);
            String prefix = "plugins." + id + ".";
            run.parameters().forEach((key, value) -> {
                String option = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
                if (value.contains(MASKED)) {
                    if (!option.isEmpty()) {
                        notes.add("%s.%s is a secret and not in the record; give it by --with %s.%s=…"
                                .formatted(id, option, id, option));
                    }
                } else if (!option.isEmpty() && !option.equals("enabled") && !value.equals(NOTHING)) {
                    own.put(option, value);
                }
            });
            run.callbacks().stream()
                    .filter(one -> one.id().equals(id) && !one.plugin().equals(id))
                    .forEach(one -> own.put(USE, one.plugin()));
        }
        return id;
    }

    /** Whether all is there that it takes, as far as its table is on the class path. */
    private boolean plays(String plugin) {
        return tables.ofPlugin(plugin).stream()
                .flatMap(table -> table.handlers().stream())
                .flatMap(handler -> handler.needs().stream())
                .noneMatch(Cast::isNotRecorded);
    }

    private static boolean isNotRecorded(HandlerSpec.Need need) {
        return need.required() && (need.type() == Gradients.class || need.type() == Predictions.class);
    }

    /** What the person should know of it. */
    List<String> notes() {
        return notes;
    }

    /** The ids of those that take part. */
    List<String> ids() {
        return List.copyOf(options.keySet());
    }

    /** What a failure to begin may come from: those who are not on the class path, and were in a jar of a folder. */
    String hint() {
        List<String> absent = new ArrayList<>();
        for (RecordedCallback callback : run.callbacks()) {
            if (options.containsKey(callback.id())
                    && tables.ofPlugin(callback.plugin()).isEmpty()) {
                absent.add("%s was in %s".formatted(callback.id(), callback.origin()));
            }
        }
        return absent.isEmpty()
                ? ""
                : " In the recorded run %s; name the folder by --plugins DIR, or leave it out by --without ID."
                        .formatted(String.join(", ", absent));
    }

    /** What was recorded of an option; null if nothing was. */
    @Nullable
    String recordedOption(String id, String option) {
        return run.parameters().get("plugins." + id + "." + option);
    }

    /** The metrics that they measure anew, as far as their tables are on the class path. */
    Set<String> measured() {
        Set<String> names = new LinkedHashSet<>();
        options.forEach((id, given) -> tables.ofPlugin(given.getOrDefault(USE, id))
                .ifPresent(table -> names.addAll(KnownTables.measured(table, given))));
        return names;
    }

    /** Adds the settings of a run with these callbacks and no others. */
    void addTo(List<String> settings) {
        settings.add("loading.drop-ins=false");
        options.forEach((id, given) -> {
            settings.add("plugins.%s.enabled=true".formatted(id));
            given.forEach((option, value) -> settings.add("plugins.%s.%s=%s".formatted(id, option, value)));
        });
    }
}
