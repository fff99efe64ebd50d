package dev.trackside.runtime.discovery;

import dev.trackside.runtime.discovery.FileDecision.Outcome;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.PluginUnit;
import dev.trackside.runtime.loading.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Makes plugins of the jars that were found in folders, but of those that are there twice. */
final class FolderPlugins {

    private final Seen seen;
    private final SameBytes same;
    private final ClassLoader host;
    private final List<String> sharedPackages;

    /**
     * Creates it.
     *
     * @param seen what they are added to
     * @param same which jars are there twice
     * @param host the loader of the host
     * @param sharedPackages packages that plugins see of the host, as for {@link PluginUnit}
     */
    FolderPlugins(Seen seen, SameBytes same, ClassLoader host, List<String> sharedPackages) {
        this.seen = seen;
        this.same = same;
        this.host = host;
        this.sharedPackages = List.copyOf(sharedPackages);
    }

    /** Makes them of a group. */
    void of(FolderScan.Group group) {
        List<PluginJar> jars = new ArrayList<>(group.parts().size());
        boolean any = false;
        boolean faulty = false;
        boolean repeated = false;
        for (FolderScan.Part part : group.parts()) {
            String earlier = same.as(part.jar());
            if (earlier != null) {
                part.has();
                seen.skip(part.decision(), Rule.UNIQUE, "the same bytes as ".concat(earlier));
                repeated = true;
                continue;
            }
            jars.add(part.jar());
            any |= !part.facts().plugins().isEmpty();
            faulty |= !part.facts().unregistered().isEmpty()
                    || !part.facts().badLines().isEmpty();
        }
        if (!any && !faulty) {
            if (repeated) {
                group.decision().outcome(Outcome.SKIPPED);
            } else if (!group.parts().isEmpty()) {
                seen.refuse(group.decision(), Rule.PLUGINS, noPlugin(group.alone()));
            }
            return;
        }
        PluginUnit unit = new PluginUnit(group.name(), jars, host, sharedPackages);
        seen.units.add(unit);
        for (FolderScan.Part part : group.parts()) {
            if (jars.contains(part.jar())) {
                load(part, unit, group.alone());
            }
        }
        if (!group.alone()) {
            group.decision().outcome(any ? Outcome.USED : Outcome.REFUSED);
        }
    }

    private void load(FolderScan.Part part, PluginUnit unit, boolean alone) {
        FileDecision decision = part.decision();
        JarFacts facts = part.facts();
        if (facts.plugins().isEmpty()
                && facts.unregistered().isEmpty()
                && facts.badLines().isEmpty()) {
            decision.outcome(Outcome.LIBRARY);
            return;
        }
        seen.checkIndex(decision, facts);
        decision.pass(Rule.UNIQUE);
        for (int i = 0; i < facts.plugins().size(); i++) {
            load(part, facts.plugins().get(i), unit);
        }
        if (alone && decision.plugins().isEmpty()) {
            decision.outcome(Outcome.REFUSED);
        }
    }

    private void load(FolderScan.Part part, JarFacts.Named named, PluginUnit unit) {
        FoundPlugin plugin;
        try {
            plugin = FoundPlugin.inFolder(named.table(), named.facts(), part.jar(), unit);
        } catch (RefusedException refused) {
            seen.refuseUnknown(part.decision(), part.jar(), named.table(), refused.refusal());
            return;
        }
        seen.candidate(part.decision(), plugin);
    }

    private static Words noPlugin(boolean alone) {
        return alone
                ? new Words(
                        "there is no plugin in this jar",
                        "if a plugin needs it as a library, put both together into a sub-folder; if it should be a plugin, build it"
                                + " with trackside-processor; else remove it")
                : new Words(
                        "there is no plugin in the jars of this folder",
                        "put the jar of the plugin beside its libraries");
    }
}
