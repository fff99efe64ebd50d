package dev.trackside.runtime.trust;

import dev.trackside.runtime.config.TrustSettings;
import dev.trackside.runtime.config.TrustSettings.Demand;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What jars of plugins folders must show before any of their code may run. Not for use by several threads; used for one look into the folders.
 */
public final class Trust {

    private final List<Rule> rules;
    private final String shown;

    /** Something that is asked of each jar. */
    interface Rule {
        /** Why the jar may not be used; empty if this rule has nothing against it. */
        Optional<Distrust> against(JarBytes jar) throws IOException;

        /** What should have been there and was not, once all jars were looked at. */
        default List<Missing> missing() {
            return List.of();
        }
    }

    /**
     * A jar that is known and that no folder has.
     *
     * @param jar its name
     * @param cause what is wrong, in words, without a period
     * @param remedy what to do, in words, without a period
     */
    public record Missing(String jar, String cause, String remedy) {}

    private Trust(String shown, List<Rule> rules) {
        this.shown = shown;
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads what the settings name: the lock file, the certificates.
     *
     * @param settings what is asked for
     * @return the rules to ask
     * @throws dev.trackside.TracksideException if what trust rests on is not there or cannot be read
     */
    public static Trust of(TrustSettings settings) {
        List<Rule> rules = new ArrayList<>();
        if (settings.demands().contains(Demand.LISTED)) {
            rules.add(ListedRule.of(settings.lock()));
        }
        if (settings.demands().contains(Demand.SIGNED)) {
            rules.add(new SignedRule(Signers.read(settings.signers()), InstantSource.system()));
        }
        return new Trust(settings.shown(), rules);
    }

    /**
     * Any jar will do.
     *
     * @return rules that ask for nothing
     */
    public static Trust any() {
        return new Trust("any", List.of());
    }

    /**
     * No jar will do, for those who look at jars and do not run them.
     *
     * @return a rule that is against all jars
     */
    public static Trust none() {
        Distrust distrust = new Distrust("no jar is used here", "ask for it where plugins are run");
        return new Trust("none", List.of(jar -> Optional.of(distrust)));
    }

    /**
     * Whether nothing is asked of jars, so that nobody need ask.
     *
     * @return true if any jar will do
     */
    public boolean isAny() {
        return rules.isEmpty();
    }

    /**
     * Asks whether a jar may be used.
     *
     * @param jar the bytes that will be loaded
     * @return why not; empty if it may
     */
    public Optional<Distrust> against(JarBytes jar) {
        for (Rule rule : rules) {
            Optional<Distrust> distrust;
            try {
                distrust = rule.against(jar);
            } catch (IOException unreadable) {
                distrust = Optional.of(new Distrust(
                        "it cannot be read to see whether it may be trusted (%s)".formatted(unreadable.getMessage()),
                        "copy the jar again"));
            }
            if (distrust.isPresent()) {
                return distrust;
            }
        }
        return Optional.empty();
    }

    /**
     * What should have been there and was not; to be asked when all jars were looked at.
     *
     * @return jars that the lock file lists and no folder has, by name
     */
    public List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        for (Rule rule : rules) {
            missing.addAll(rule.missing());
        }
        return missing;
    }

    @Override
    public String toString() {
        return shown;
    }
}
