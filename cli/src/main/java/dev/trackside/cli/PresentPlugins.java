package dev.trackside.cli;

import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolders;
import dev.trackside.runtime.lineage.Comparison;
import dev.trackside.runtime.lineage.Comparison.Difference;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.PluginSet.Absent;
import dev.trackside.runtime.lineage.PluginSet.Attached;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.selection.FromCode;
import dev.trackside.runtime.selection.NotAttached;
import dev.trackside.runtime.selection.Selected;
import dev.trackside.runtime.selection.Selection;
import dev.trackside.runtime.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plugins that a run would have now, as far as that is known without loading one of them. */
final class PresentPlugins {

    private final CliContext context;
    private final ConfigFile config;
    private final List<Path> folders;

    PresentPlugins(CliContext context, ConfigFile config, List<Path> folders) {
        this.context = context;
        this.config = config;
        this.folders = folders;
    }

    /** What differs from the callbacks that a run had. Those that code attached are left out, since there is no code to ask. */
    List<Difference> differences(PluginSet before) throws IOException {
        Trust trust = Trust.of(LoadingSettings.of(config).trust());
        try (Discovery discovery =
                Discovery.of(context.loader(), PluginFolders.of(config, folders), List.of(), trust)) {
            Map<String, Attached> then = new HashMap<>();
            List<Attached> asked = new ArrayList<>();
            for (Attached one : before.attached()) {
                if (!one.origin().equals("code")) {
                    then.put(one.id(), one);
                    asked.add(one);
                }
            }
            PluginSet now = present(discovery, then);
            // The order is made when a run starts, so it is taken as it was.
            List<Attached> inOrder = new ArrayList<>();
            Map<String, Attached> byId = new HashMap<>();
            now.attached().forEach(one -> byId.put(one.id(), one));
            for (Attached one : asked) {
                Attached still = byId.remove(one.id());
                if (still != null) {
                    inOrder.add(still);
                }
            }
            now.attached().stream().filter(one -> byId.containsKey(one.id())).forEach(inOrder::add);
            return Comparison.of(new PluginSet(asked, List.of()), new PluginSet(inOrder, now.absent()));
        }
    }

    private PluginSet present(Discovery discovery, Map<String, Attached> then) throws IOException {
        Selection.Result selection =
                Selection.select(discovery.plugins(), discovery.refusals(), config, FromCode.NOTHING);
        List<Attached> attached = new ArrayList<>();
        for (Selected selected : selection.selected()) {
            attached.add(describe(selected.id(), selected.plugin(), selected.why(), then.get(selected.id())));
        }
        List<Absent> absent = new ArrayList<>();
        for (NotAttached one : selection.notAttached()) {
            absent.add(new Absent(one.id(), one.origin(), false, one.reason()));
        }
        for (Refusal refusal : discovery.refusals()) {
            absent.add(new Absent(refusal.id(), refusal.source(), true, refusal.text()));
        }
        return new PluginSet(attached, absent);
    }

    private static Attached describe(String id, FoundPlugin plugin, String why, @Nullable Attached then)
            throws IOException {
        return new Attached(
                id,
                plugin.id(),
                plugin.handlerClass(),
                PluginDescription.of(plugin).phase(),
                plugin.origin(),
                plugin.version().orElse(null),
                plugin.sha256().orElse(null),
                plugin.libraries(),
                why,
                then == null ? Map.of() : then.options(),
                null);
    }
}
