package dev.trackside.runtime.discovery;

import dev.trackside.Phase;
import dev.trackside.runtime.discovery.FileDecision.Outcome;
import dev.trackside.runtime.discovery.FileDecision.Place;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.HostContent;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.RefusedException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds plugins on the class path and module path: where {@code ServiceLoader} would, by service files and by what modules provide, but without
 * loading a class.
 */
final class ClassPathScan {

    private final ClassLoader loader;
    private final Seen seen;
    /** Which file has a table; of two the first, which is the one that the loader loads. */
    private final Map<String, String> sources = new HashMap<>();

    ClassPathScan(ClassLoader loader, Seen seen) {
        this.loader = loader;
        this.seen = seen;
    }

    void run() {
        // On the class path there are no modules to look at, and no reason to load the class that would.
        ModuleScan modules = Phase.class.getModule().getLayer() == null ? null : new ModuleScan(this);
        if (modules != null) {
            modules.run();
        }
        List<URL> files;
        try {
            files = Collections.list(loader.getResources(Content.SERVICES));
        } catch (IOException bad) {
            seen.refuse(
                    seen.file(new FileDecision(FileDecision.nameOf(null), null, Place.CLASS_PATH)),
                    Rule.READABLE,
                    new Words(
                            "its service files cannot be listed (%s)".formatted(bad.getMessage()),
                            "check the class path"));
            return;
        }
        for (int i = 0; i < files.size(); i++) {
            URL root = ClassPathRoot.of(files.get(i));
            File file = root == null ? null : ClassPathRoot.file(root);
            if (file == null || modules == null || !modules.has(file)) {
                scan(files.get(i), root, file);
            }
        }
    }

    private void scan(URL service, @Nullable URL root, @Nullable File file) {
        FileDecision decision = seen.file(new FileDecision(
                        FileDecision.nameOf(file), file == null ? null : file.toPath(), Place.CLASS_PATH))
                .pass(Rule.NAME);
        if (root == null) {
            seen.refuse(
                    decision,
                    Rule.READABLE,
                    new Words("the place of %s is not understood".formatted(service), "put the jar on the class path"));
            return;
        }
        Content content = file == null ? HostContent.ofUrl(root) : HostContent.ofFile(file);
        try {
            add(decision, content, JarFacts.read(content), file, loader);
        } catch (IOException bad) {
            seen.refuse(
                    decision,
                    Rule.READABLE,
                    new Words(
                            "its service file cannot be read (%s)".formatted(bad.getMessage()), "copy the jar again"));
        }
    }

    void add(FileDecision decision, Content content, JarFacts facts, @Nullable File file, ClassLoader ofClasses) {
        decision.pass(Rule.READABLE).pass(Rule.SOUND);
        seen.checkIndex(decision, facts);
        Path jar = file == null ? null : file.toPath();
        boolean repeated = false;
        for (int i = 0; i < facts.plugins().size(); i++) {
            JarFacts.Named named = facts.plugins().get(i);
            String earlier = sources.putIfAbsent(named.table(), decision.source());
            if (earlier != null) {
                repeated = true;
                PluginFacts known = named.facts();
                if (known != null) {
                    decision.has(known.spec().id());
                }
                decision.fail(Rule.UNIQUE, "%s is in %s too, which comes first".formatted(named.table(), earlier));
            } else {
                add(decision, content, named, jar, ofClasses);
            }
        }
        if (repeated && decision.plugins().isEmpty()) {
            decision.outcome(Outcome.SKIPPED);
            seen.skipped.add(new Skipped(decision.source(), "its plugins come earlier on the class path too"));
        }
    }

    private void add(
            FileDecision decision, Content content, JarFacts.Named named, @Nullable Path jar, ClassLoader ofClasses) {
        FoundPlugin plugin;
        try {
            plugin = FoundPlugin.onHost(named.table(), named.facts(), decision.source(), jar, content, ofClasses);
        } catch (RefusedException refused) {
            seen.refuseUnknown(decision, content, named.table(), refused.refusal());
            return;
        }
        seen.candidate(decision, plugin);
    }

    Seen seen() {
        return seen;
    }
}
