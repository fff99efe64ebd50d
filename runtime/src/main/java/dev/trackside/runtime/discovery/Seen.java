package dev.trackside.runtime.discovery;

import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.PluginDescriptor;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.PluginUnit;
import dev.trackside.runtime.loading.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What scans add to while they look: files with what was decided about them, plugins that may be used, and what is to be said. */
final class Seen {

    private static final int MAX_SHOWN = 20;

    final List<FileDecision> files = new ArrayList<>();
    final List<Candidate> candidates = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<Skipped> skipped = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<PluginUnit> units = new ArrayList<>();

    /** A plugin that may be used, and the file it is in. */
    record Candidate(FoundPlugin plugin, FileDecision file) {}

    FileDecision file(FileDecision file) {
        files.add(file);
        return file;
    }

    /** Passes over a file on purpose. */
    void skip(FileDecision file, FileDecision.Rule rule, String reason) {
        file.fail(rule, reason).outcome(FileDecision.Outcome.SKIPPED);
        skipped.add(new Skipped(file.source(), reason));
    }

    /** Refuses a file as a whole. */
    void refuse(FileDecision file, FileDecision.Rule rule, Words words) {
        refuse(file, rule, null, null, words);
    }

    /** Refuses a file, or one of its plugins. */
    void refuse(
            FileDecision file, FileDecision.Rule rule, @Nullable String className, @Nullable String id, Words words) {
        refuse(file, rule, new Refusal(file.source(), className, id, words.cause(), words.remedy()));
    }

    void refuse(FileDecision file, FileDecision.Rule rule, Refusal refusal) {
        file.fail(rule, refusal.text());
        if (refusal.id() != null) {
            file.has(refusal.id());
        }
        refusals.add(refusal);
    }

    void notice(FileDecision file, FileDecision.Rule rule, String what, String remedy) {
        file.fail(rule, what);
        notices.add(new Notice(file.source(), what, remedy));
    }

    /**
     * Says what is not as it should be with the index of a jar that has plugins: the number of plugins that it registers and the number of
     * descriptors must agree.
     */
    void checkIndex(FileDecision file, JarFacts facts) {
        int registered = facts.plugins().size();
        if (!facts.badLines().isEmpty()) {
            refuse(
                    file,
                    FileDecision.Rule.SERVICES,
                    new Words(
                            "its service file has what is no name of a class (%s)"
                                    .formatted(some(facts.badLines(), "; ")),
                            "build it again with trackside-processor, and merge service files line by line"));
        } else {
            file.pass(FileDecision.Rule.SERVICES);
        }
        boolean whole = true;
        if (!facts.unregistered().isEmpty()) {
            whole = false;
            int count = facts.unregistered().size();
            refuse(
                    file,
                    FileDecision.Rule.INDEX,
                    facts.unregistered().get(0),
                    null,
                    new Words(
                            "it has the descriptors of %s and registers %d, so %s cannot be found, as happens when jars are merged"
                                    .formatted(
                                            plugins(facts.described() + count),
                                            registered,
                                            some(facts.unregistered(), ", ")),
                            "merge META-INF/services when packing (maven-shade: ServicesResourceTransformer)"));
        }
        List<String> lost = facts.withoutDescriptor();
        if (!lost.isEmpty()) {
            whole = false;
            notice(
                    file,
                    FileDecision.Rule.INDEX,
                    "it registers %s and has the descriptors of %d; without that of %s the class is loaded at every start, wanted or not"
                            .formatted(plugins(registered), facts.described(), some(lost, ", ")),
                    "pack META-INF/trackside too, or build it with trackside-processor");
        }
        for (String table : facts.badDescriptors().keySet()) {
            whole = false;
            notice(
                    file,
                    FileDecision.Rule.INDEX,
                    "the descriptor of %s cannot be used (%s), so the class is loaded at every start, wanted or not"
                            .formatted(table, facts.badDescriptors().get(table)),
                    "build it again with a trackside-processor of the version that runs it");
        }
        if (whole) {
            file.pass(FileDecision.Rule.INDEX);
        }
    }

    /** An enumeration in a sentence, cut when a jar has more than anybody reads. */
    private static String some(List<String> texts, String separator) {
        return texts.size() <= MAX_SHOWN
                ? String.join(separator, texts)
                : "%s%sand %d more"
                        .formatted(
                                String.join(separator, texts.subList(0, MAX_SHOWN)),
                                separator,
                                texts.size() - MAX_SHOWN);
    }

    private static String plugins(int count) {
        return count == 1 ? "1 plugin" : count + " plugins";
    }

    /** Refuses a plugin without a descriptor, of which nothing could be found out since it cannot be loaded. */
    void refuseUnknown(FileDecision file, Content content, String table, Refusal refusal) {
        String id = refusal.id() == null ? PluginDescriptor.idOf(table, content, file.source()) : refusal.id();
        refuse(
                file,
                FileDecision.Rule.LOADS,
                new Refusal(refusal.source(), refusal.className(), id, refusal.cause(), refusal.remedy()));
    }

    /** A plugin that may be used, as far as is known so far. */
    void candidate(FileDecision file, FoundPlugin plugin) {
        file.add(plugin);
        candidates.add(new Candidate(plugin, file));
    }
}
