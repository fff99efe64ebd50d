package dev.trackside.run;

import dev.trackside.FailurePolicy;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.LoadingMode;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.runtime.config.TrustSettings;
import dev.trackside.runtime.core.CallbackSpec;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.discovery.PluginFolders;
import dev.trackside.runtime.facts.Ids;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.loading.Closing;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Instance;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.loading.RefusedException;
import dev.trackside.runtime.selection.Directions;
import dev.trackside.runtime.selection.FromCode;
import dev.trackside.runtime.selection.Lonely;
import dev.trackside.runtime.selection.Selected;
import dev.trackside.runtime.selection.Selection;
import dev.trackside.runtime.trust.Trust;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Gathers the callbacks of a run: the plugins that are found and join, and those that code attaches. */
final class Gathering implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger("dev.trackside.run");

    private final RunBuilder builder;
    private final ConfigFile config;
    private final Map<String, String> parameters;
    private final @Nullable Discovery discovery;
    private final LoadingSettings settings;
    /** Ids that must be there, with the place that says so. */
    private final Map<String, String> mandatory;

    private final Faults faults = new Faults();
    private final LoadingFaults loading;
    private final Lineage lineage;
    /** Plugins that were created and go to the run. */
    private final List<CallbackSpec> joining = new ArrayList<>();
    /** What holds on to an instance, in the order in which they were made. */
    private final List<Closing> closings = new ArrayList<>();

    /**
     * Looks for plugins.
     *
     * @param parameters takes the options that are bound
     */
    Gathering(RunBuilder builder, ConfigFile config, List<String> sharedPackages, Map<String, String> parameters) {
        this.builder = builder;
        this.config = config;
        this.parameters = parameters;
        this.settings = LoadingSettings.of(config);
        this.mandatory = new LinkedHashMap<>(settings.mandatory());
        builder.mandatory().forEach(mandatory::putIfAbsent);
        this.loading = new LoadingFaults(settings.mode(), faults);
        this.lineage = new Lineage(config.secrets());
        List<PluginFolder> folders =
                builder.discovers() ? PluginFolders.of(config, builder.pluginFolders()) : List.of();
        recordFolders(folders);
        this.discovery = builder.discovers()
                ? Discovery.of(classPath(), folders, sharedPackages, Trust.of(settings.trust()))
                : null;
    }

    /** Where plugins were looked for, and what they had to be, wherever that was said: whoever repeats the run from another place needs it. */
    private void recordFolders(List<PluginFolder> folders) {
        List<String> paths = folders.stream()
                .filter(folder -> folder.required()
                        || (!PluginFolders.isInstalled(folder, config) && Files.isDirectory(folder.path())))
                .map(folder -> folder.path().toAbsolutePath().normalize().toString())
                .distinct()
                .toList();
        if (!paths.isEmpty()) {
            parameters.put("loading.folders", "[" + String.join(", ", paths) + "]");
        }
        if (settings.trust().demands().contains(TrustSettings.Demand.LISTED)) {
            parameters.put(
                    "loading.lock",
                    settings.trust().lock().toAbsolutePath().normalize().toString());
        }
    }

    private static ClassLoader classPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : Gathering.class.getClassLoader();
    }

    /** The callbacks, their options bound; everything that is wrong with them is thrown together. */
    List<CallbackSpec> callbacks() {
        List<FoundPlugin> found = discovery == null ? List.of() : discovery.plugins();
        List<Refusal> refusals = discovery == null ? List.of() : discovery.refusals();
        if (discovery != null) {
            if (LOG.isDebugEnabled()) {
                discovery.files().forEach(file -> LOG.debug("seen: {}", file));
            }
            discovery.notices().forEach(loading::noticed);
        }
        refusals.forEach(loading::refused);
        Selection.Result selection = select(found, refusals);
        loading.notAttached(selection.notAttached());
        Map<Selected, CallbackSpec> created = new LinkedHashMap<>();
        for (Selected selected : selection.selected()) {
            faults.guard(() -> create(selected).ifPresent(spec -> created.put(selected, spec)));
        }
        List<CallbackSpec> byHand = new ArrayList<>();
        for (RunBuilder.ByHand one : builder.byHand()) {
            Directions directions = selection.byHand().get(one.id());
            if (directions != null) {
                faults.guard(
                        () -> byHand.add(byHand(one.id(), one.target(), one.table(), directions, "attached by code")));
            }
        }
        leaveOutTheLonely(created, byHand);
        checkMandatory(selection.selected(), created, byHand, found);
        faults.throwIfAny();
        joining.addAll(created.values());
        List<CallbackSpec> callbacks = new ArrayList<>(created.values());
        callbacks.addAll(byHand);
        return callbacks;
    }

    /**
     * Takes note of who could not be attached after all.
     *
     * @param callbacks who was
     */
    void attached(List<RunSummary.Callback> callbacks) {
        Set<String> ids = new LinkedHashSet<>();
        callbacks.forEach(one -> ids.add(one.id()));
        joining.stream().filter(spec -> !ids.contains(spec.id())).forEach(loading::notAttachable);
    }

    /** What is selected; if that fails there is nothing to go on with. */
    private Selection.Result select(List<FoundPlugin> found, List<Refusal> refusals) {
        Selection.Result[] selection = new Selection.Result[1];
        faults.guard(() -> selection[0] = Selection.select(found, refusals, config, fromCode()));
        if (selection[0] == null) {
            faults.throwIfAny();
        }
        return selection[0];
    }

    private void checkMandatory(
            List<Selected> selected,
            Map<Selected, CallbackSpec> created,
            List<CallbackSpec> byHand,
            List<FoundPlugin> found) {
        Set<String> present = new LinkedHashSet<>();
        for (Selected one : selected) {
            if (created.containsKey(one) || one.asked()) { // if it was asked for and is not there, that has been said
                present.add(one.id());
                present.add(one.plugin().id());
            }
        }
        for (CallbackSpec spec : byHand) {
            present.add(spec.id());
            present.add(spec.table().plugin().id());
        }
        Set<String> known = new LinkedHashSet<>(present);
        found.forEach(plugin -> known.add(plugin.id()));
        loading.missing(mandatory, present, known);
    }

    /** Takes back what joins only because it is there, and requires what does not. */
    private void leaveOutTheLonely(Map<Selected, CallbackSpec> created, List<CallbackSpec> byHand) {
        List<Lonely.Member> members = new ArrayList<>();
        created.forEach((selected, spec) -> members.add(member(spec, selected.asked())));
        byHand.forEach(spec -> members.add(member(spec, true)));
        Map<String, List<String>> lonely = Lonely.among(members);
        created.keySet().removeIf(selected -> {
            List<String> missing = lonely.get(selected.id());
            if (missing != null) {
                loading.lonely(selected.id(), selected.plugin().origin(), Lonely.words(selected.id(), missing));
            }
            return missing != null;
        });
    }

    private static Lonely.Member member(CallbackSpec spec, boolean asked) {
        return new Lonely.Member(spec.id(), spec.table().plugin().id(), spec.requires(), asked);
    }

    private FromCode fromCode() {
        Set<String> attached = new LinkedHashSet<>();
        builder.byHand().forEach(one -> attached.add(one.id()));
        return new FromCode(attached, builder.disabled());
    }

    /** The callback; nothing if it cannot be used and nobody asked for it, which is no reason not to train. */
    private Optional<CallbackSpec> create(Selected selected) {
        Instance instance;
        Closing[] closing = new Closing[1];
        try {
            long begin = System.nanoTime();
            selected.plugin().table();
            long loaded = System.nanoTime();
            instance = selected.create(created -> closing[0] = closing(selected.id(), created));
            LOG.debug(
                    "{}: its classes were loaded in {} ms, it was created and configured in {} ms",
                    selected.id(),
                    millis(loaded - begin),
                    millis(System.nanoTime() - loaded));
        } catch (RefusedException refused) {
            if (selected.asked()) {
                throw new TracksideException(
                        "%s is %s, and cannot be used: %s"
                                .formatted(
                                        selected.id(),
                                        selected.why(),
                                        refused.refusal().text()),
                        refused);
            }
            loading.failed(selected.id(), refused);
            return Optional.empty();
        }
        record(selected.id(), instance.options());
        lineage.found(selected.id(), selected.plugin(), selected.why(), instance.options());
        PluginSpec plugin = selected.plugin().spec();
        return Optional.of(new CallbackSpec(
                selected.id(),
                instance.target(),
                selected.plugin().table(),
                plugin.phase(),
                selected.onFailure(),
                selected.before(),
                selected.after(),
                plugin.requires(),
                origin(selected.plugin()),
                selected.why(),
                false,
                isNeeded(selected),
                closing[0]));
    }

    /** Whether a run without it would not be what somebody wants. */
    private boolean isNeeded(Selected selected) {
        return selected.asked()
                || settings.mode() == LoadingMode.STRICT
                || mandatory.containsKey(selected.id())
                || mandatory.containsKey(selected.plugin().id());
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 1e2;
    }

    /** The jar, with its version unless the name of the jar has it. */
    private static String origin(FoundPlugin plugin) {
        return plugin.version()
                .filter(version -> !plugin.origin().contains(version))
                .map(version -> "%s (version %s)".formatted(plugin.origin(), version))
                .orElse(plugin.origin());
    }

    /** A callback that code attaches while the run goes on. */
    CallbackSpec late(String id, Object target, HandlerTable table) {
        Ids.problem(id).ifPresent(problem -> {
            throw new TracksideException(problem);
        });
        return byHand(
                id,
                target,
                table,
                Directions.read(config.root().section("plugins").sectionOrSwitch(id)),
                PluginSet.LATE);
    }

    private CallbackSpec byHand(String id, Object target, HandlerTable table, Directions directions, String why) {
        Map<String, BoundValue> options = OptionBinder.bind(id, table, target, directions.section());
        record(id, options);
        lineage.byHand(id, table.plugin().id(), why, options);
        PluginSpec plugin = table.plugin();
        return new CallbackSpec(
                id,
                target,
                table,
                plugin.phase(),
                directions.onFailure() == FailurePolicy.INFERRED ? plugin.onFailure() : directions.onFailure(),
                joined(plugin.before(), directions.before()),
                joined(plugin.after(), directions.after()),
                plugin.requires(),
                "code",
                why,
                true,
                true,
                closing(id, target));
    }

    private Closing closing(String id, Object target) {
        Closing closing = new Closing(id, target, settings.closeDeadline());
        closings.add(closing);
        return closing;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /**
     * The callbacks with their jars and options, and what is not attached.
     *
     * @param callbacks callbacks of the run, in their order
     */
    PluginSet describe(List<RunSummary.Callback> callbacks) {
        return lineage.describe(callbacks, loading.absent());
    }

    private void record(String id, Map<String, BoundValue> options) {
        options.forEach((option, value) -> parameters.put("plugins." + id + "." + option, value.text()));
    }

    /** Closes what a start that failed has left behind, the last first, then the loaders. After a run there is nothing left of the former. */
    @Override
    public void close() {
        for (int i = closings.size() - 1; i >= 0; i--) {
            try {
                closings.get(i).close();
            } catch (Exception fault) {
                LOG.warn("What a start that failed had created could not be closed", fault);
            }
        }
        if (discovery != null) {
            discovery.leftThreads().forEach(LOG::warn);
            discovery.close();
        }
    }
}
