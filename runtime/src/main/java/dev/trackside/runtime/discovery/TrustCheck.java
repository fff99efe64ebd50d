package dev.trackside.runtime.discovery;

import dev.trackside.runtime.discovery.FileDecision.Outcome;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.facts.Ids;
import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.trust.Distrust;
import dev.trackside.runtime.trust.Trust;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses jars that are not trusted, before anything of them but descriptors is read. */
final class TrustCheck {

    private final Seen seen;
    private final Trust trust;
    private final List<String> refused = new ArrayList<>();

    TrustCheck(Seen seen, Trust trust) {
        this.seen = seen;
        this.trust = trust;
    }

    /** Whether a jar is refused; then it has been said. */
    boolean refuses(FileDecision decision, PluginJar jar) {
        Optional<Distrust> distrust;
        try {
            jar.hold(); // what is checked is what is loaded
            distrust = trust.against(jar);
        } catch (IOException unreadable) {
            distrust = Optional.of(new Distrust(
                    "it cannot be read to see whether it may be trusted (%s)".formatted(unreadable.getMessage()),
                    "copy the jar again"));
        }
        if (distrust.isEmpty()) {
            decision.pass(Rule.TRUSTED, trust.toString());
            return false;
        }
        refused.add(decision.source());
        Words words = new Words(distrust.get().cause(), distrust.get().remedy());
        refuse(decision, facts(jar), words);
        return true;
    }

    /** How many jars were refused so far. */
    int count() {
        return refused.size();
    }

    /** Refuses the plugins of a sub-folder since one of its jars is: who changes a library changes what the plugin does. */
    void refuseUnit(FileDecision folder, List<FolderScan.Part> parts, int before) {
        String untrusted = String.join(", ", refused.subList(before, refused.size()));
        Words words = new Words(
                "%s, which stands beside it, is not trusted".formatted(untrusted),
                "mend that, or put the plugin into a folder of its own");
        for (FolderScan.Part part : parts) {
            if (part.facts().plugins().isEmpty()) {
                part.decision().fail(Rule.TRUSTED, words.cause());
            } else {
                refuse(part.decision(), part.facts(), words);
            }
        }
        folder.fail(Rule.TRUSTED, untrusted + " is not trusted").outcome(Outcome.REFUSED);
    }

    /** Says what is listed and was not there. */
    void sayWhatIsMissing() {
        for (Trust.Missing missing : trust.missing()) {
            boolean there = false;
            for (FileDecision file : seen.files) {
                there |= file.source().equals(missing.jar()); // and is refused for another reason
            }
            if (!there) {
                seen.notices.add(new Notice(missing.jar(), missing.cause(), missing.remedy()));
            }
        }
    }

    private void refuse(FileDecision decision, @Nullable JarFacts facts, Words words) {
        boolean named = false;
        if (facts != null) {
            for (JarFacts.Named plugin : facts.plugins()) {
                PluginFacts known = plugin.facts();
                if (known != null && Ids.problem(known.spec().id()).isEmpty()) {
                    seen.refuse(
                            decision, Rule.TRUSTED, plugin.table(), known.spec().id(), words);
                    named = true;
                }
            }
        }
        if (!named) {
            seen.refuse(decision, Rule.TRUSTED, words);
        }
    }

    /** What the jar claims to be, so that whoever misses a plugin is told; null if that cannot be read. */
    private static @Nullable JarFacts facts(PluginJar jar) {
        try {
            return JarFacts.read(jar);
        } catch (IOException damaged) {
            return null;
        }
    }
}
