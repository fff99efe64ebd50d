package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.LoadingMode;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.OptionSource;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.discovery.PluginFolders;
import dev.trackside.runtime.ordering.Item;
import dev.trackside.runtime.ordering.Ordering;
import dev.trackside.runtime.selection.FromCode;
import dev.trackside.runtime.selection.Lonely;
import dev.trackside.runtime.selection.Mandatory;
import dev.trackside.runtime.selection.NotAttached;
import dev.trackside.runtime.selection.Selected;
import dev.trackside.runtime.selection.Selection;
import dev.trackside.runtime.trust.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of a configuration would find, attach and leave out, in which order and why, and everything in it that is wrong. Decided by the
 * same code as in a run, but nothing is begun, and no class of a plugin that has a descriptor is loaded.
 */
final class Survey implements AutoCloseable {

    private final ConfigFile config;
    private final List<PluginFolder> folders;
    private final Discovery discovery;
    private final Map<String, Selected> attached = new LinkedHashMap<>();
    private final List<NotAttached> notAttached = new ArrayList<>();
    /** Those of them that require what is not there. */
    private final List<NotAttached> lonely = new ArrayList<>();

    private final List<Ordering.Constraint> constraints = new ArrayList<>();
    private final List<Ordering.Note> notes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Survey(ConfigFile config, List<PluginFolder> folders, Discovery discovery) {
        this.config = config;
        this.folders = folders;
        this.discovery = discovery;
    }

    /**
     * Looks for plugins and decides about them.
     *
     * @param loader the loader of the class path
     * @param config the configuration with its overrides
     * @param named folders that the command line names
     * @throws TracksideException if the configuration cannot be understood at all
     */
    static Survey of(ClassLoader loader, ConfigFile config, List<Path> named) {
        List<PluginFolder> folders = PluginFolders.of(config, named);
        // What an engine shares with plugins matters when their classes are loaded.
        LoadingSettings settings = LoadingSettings.of(config);
        Discovery discovery = Discovery.of(loader, folders, List.of(), Trust.of(settings.trust()));
        boolean whole = false;
        try {
            Survey survey = new Survey(config, folders, discovery);
            survey.decide();
            survey.demand(settings);
            whole = true;
            return survey;
        } finally {
            if (!whole) {
                discovery.close();
            }
        }
    }

    private void decide() {
        Selection.Judged judged = Selection.judge(discovery.plugins(), discovery.refusals(), config, FromCode.NOTHING);
        judged.faults().forEach(fault -> faults.add(fault.getMessage()));
        notAttached.addAll(judged.result().notAttached());
        List<Selected> joining = judged.result().selected();
        Map<String, List<String>> missingOf =
                Lonely.among(joining.stream().map(Survey::member).toList());
        for (Selected selected : joining) {
            List<String> missing = missingOf.get(selected.id());
            if (missing == null) {
                attached.put(selected.id(), selected);
                source(selected).unknown(optionNames(selected)).forEach(fault -> faults.add(fault.getMessage()));
            } else {
                lonely.add(new NotAttached(
                        selected.id(), selected.plugin().origin(), Lonely.words(selected.id(), missing)));
            }
        }
        notAttached.addAll(lonely);
        order();
    }

    /** Adds what does not suffice for {@code loading.mandatory} and {@code loading.mode}, in the words of a run. */
    private void demand(LoadingSettings settings) {
        if (settings.mode() == LoadingMode.STRICT) {
            String strict = "loading.mode is strict: ";
            discovery.notices().forEach(one -> faults.add(strict + one.text()));
            discovery.refusals().forEach(one -> faults.add(strict + "not loaded: " + one.text()));
            lonely.forEach(one -> faults.add(strict + "%s not attached: %s".formatted(one.id(), one.reason())));
        }
        Set<String> present = new LinkedHashSet<>();
        attached.values()
                .forEach(one -> present.addAll(List.of(one.id(), one.plugin().id())));
        Map<String, String> reasons = new LinkedHashMap<>();
        discovery.refusals().stream()
                .filter(one -> one.id() != null)
                .forEach(one -> reasons.putIfAbsent(String.valueOf(one.id()), one.text()));
        notAttached.forEach(one -> reasons.putIfAbsent(one.id(), one.reason()));
        Set<String> known = new LinkedHashSet<>(present);
        discovery.plugins().forEach(one -> known.add(one.id()));
        faults.addAll(Mandatory.missing(settings.mandatory(), present, reasons, known));
    }

    private static Lonely.Member member(Selected selected) {
        return new Lonely.Member(
                selected.id(), selected.plugin().id(), selected.plugin().spec().requires(), selected.asked());
    }

    private void order() {
        List<Selected> sorted;
        try {
            Ordering.Result result =
                    Ordering.order(attached.values().stream().map(Survey::item).toList());
            constraints.addAll(result.constraints());
            notes.addAll(result.notes());
            sorted = result.order().stream().map(attached::get).toList();
        } catch (TracksideException fault) {
            Failures.sentence(fault).lines().forEach(faults::add);
            sorted = attached.values().stream()
                    .sorted(Comparator.comparing(
                                    (Selected one) -> one.plugin().spec().phase())
                            .thenComparing(Selected::id))
                    .toList();
        }
        attached.clear();
        sorted.forEach(one -> attached.put(one.id(), one));
    }

    private static Item item(Selected selected) {
        return new Item(
                selected.id(),
                selected.plugin().id(),
                selected.plugin().spec().phase(),
                selected.before(),
                selected.after(),
                selected.plugin().spec().requires());
    }

    static OptionSource source(Selected selected) {
        return new OptionSource(selected.id(), selected.directions().section());
    }

    static List<String> optionNames(Selected selected) {
        return PluginDescription.of(selected.plugin()).options().stream()
                .map(OptionDescription::name)
                .toList();
    }

    ConfigFile config() {
        return config;
    }

    /** The folders that are looked into; of those that nobody names some may not be there. */
    List<PluginFolder> folders() {
        return folders;
    }

    Discovery discovery() {
        return discovery;
    }

    /** What joins, in the order in which it is called; by phase and id if what they say of their order cannot be. */
    List<Selected> attached() {
        return List.copyOf(attached.values());
    }

    /** What was found, or is named by the configuration, and does not join. */
    List<NotAttached> notAttached() {
        return List.copyOf(notAttached);
    }

    /** What instances say of their order and is heeded. */
    List<Ordering.Constraint> constraints() {
        return List.copyOf(constraints);
    }

    /** What instances say of their order and has no effect. */
    List<Ordering.Note> notes() {
        return List.copyOf(notes);
    }

    /** Sentences, one for each thing that would keep the run from starting. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        discovery.close();
    }
}
