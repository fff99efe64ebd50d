package dev.trackside.run;

import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.runtime.core.CallbackSpec;
import dev.trackside.runtime.loading.Directions;
import dev.trackside.runtime.loading.Discovery;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.FromCode;
import dev.trackside.runtime.loading.Ids;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.loading.Selected;
import dev.trackside.runtime.loading.Selection;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * Looks for plugins.
     *
     * @param parameters takes the options that are bound
     */
    Gathering(RunBuilder builder, ConfigFile config, List<String> sharedPackages, Map<String, String> parameters) {
        this.builder = builder;
        this.config = config;
        this.parameters = parameters;
        List<Path> folders = new ArrayList<>(LoadingSettings.of(config).folders());
        folders.addAll(builder.pluginFolders());
        this.discovery = builder.discovers() ? Discovery.discover(classPath(), folders, sharedPackages) : null;
    }

    private static ClassLoader classPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : Gathering.class.getClassLoader();
    }

    /** The callbacks, their options bound; everything that is wrong with them is thrown together. */
    List<CallbackSpec> callbacks() {
        List<FoundPlugin> found = discovery == null ? List.of() : discovery.plugins();
        List<Refusal> refusals = discovery == null ? List.of() : discovery.refusals();
        refusals.forEach(refusal -> LOG.warn("not loaded: {}", refusal.text()));
        Selection.Result selection = Selection.select(found, refusals, config, fromCode());
        selection.notAttached().forEach(one -> LOG.info("{} not attached: {}", one.id(), one.reason()));
        List<CallbackSpec> callbacks = new ArrayList<>();
        Faults faults = new Faults();
        for (Selected selected : selection.selected()) {
            faults.guard(() -> callbacks.add(create(selected)));
        }
        for (RunBuilder.ByHand one : builder.byHand()) {
            Directions directions = selection.byHand().get(one.id());
            if (directions != null) {
                faults.guard(() -> callbacks.add(byHand(one.id(), one.target(), one.table(), directions)));
            }
        }
        faults.throwIfAny();
        return callbacks;
    }

    private FromCode fromCode() {
        Set<String> attached = new LinkedHashSet<>();
        builder.byHand().forEach(one -> attached.add(one.id()));
        return new FromCode(attached, builder.disabled());
    }

    private CallbackSpec create(Selected selected) {
        Selected.Instance instance = selected.create();
        record(selected.id(), instance.options());
        PluginSpec plugin = selected.plugin().spec();
        return new CallbackSpec(
                selected.id(),
                instance.target(),
                selected.plugin().table(),
                plugin.phase(),
                selected.onFailure(),
                selected.before(),
                selected.after(),
                plugin.requires(),
                selected.plugin().origin(),
                selected.why(),
                false);
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
                Directions.read(config.root().section("plugins").sectionOrSwitch(id)));
    }

    private CallbackSpec byHand(String id, Object target, HandlerTable table, Directions directions) {
        record(id, OptionBinder.bind(id, table, target, directions.section()));
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
                "attached by code",
                true);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    private void record(String id, Map<String, BoundValue> options) {
        options.forEach((option, value) -> parameters.put("plugins." + id + "." + option, value.text()));
    }

    @Override
    public void close() {
        if (discovery != null) {
            discovery.close();
        }
    }
}
