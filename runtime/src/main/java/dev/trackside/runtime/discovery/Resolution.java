package dev.trackside.runtime.discovery;

import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.discovery.Seen.Candidate;
import dev.trackside.runtime.facts.ApiVersion;
import dev.trackside.runtime.facts.Ids;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the plugins that were seen can be used, by what their descriptors say: ids, versions, Java, what they require of each other. All
 * that is wrong with a plugin becomes one refusal.
 */
final class Resolution {

    private final Seen seen;
    private final ApiVersion api;
    private final Map<String, List<Candidate>> byId = new HashMap<>();

    private @Nullable String lastBuilt;
    private Optional<Words> lastMisfit = Optional.empty();

    Resolution(Seen seen, ApiVersion api) {
        this.seen = seen;
        this.api = api;
    }

    /** The plugins that can be used; the others are refused. */
    List<FoundPlugin> run() {
        for (int i = 0; i < seen.candidates.size(); i++) {
            Candidate candidate = seen.candidates.get(i);
            List<Candidate> same = byId.get(candidate.plugin().id());
            if (same == null) {
                same = new ArrayList<>(1);
                byId.put(candidate.plugin().id(), same);
            }
            same.add(candidate);
        }
        List<FoundPlugin> sound = new ArrayList<>(seen.candidates.size());
        for (int i = 0; i < seen.candidates.size(); i++) {
            Candidate candidate = seen.candidates.get(i);
            List<Words> faults = faults(candidate);
            if (faults.isEmpty()) {
                sound.add(candidate.plugin());
                candidate.file().fits(candidate.plugin());
            } else {
                refuse(candidate, faults);
            }
        }
        link(sound);
        return sound;
    }

    private List<Words> faults(Candidate candidate) {
        FoundPlugin plugin = candidate.plugin();
        List<Words> faults = new ArrayList<>(0);
        Optional<Words> badId = Ids.fault(plugin.id());
        if (badId.isPresent()) {
            faults.add(badId.get());
        }
        Optional<Words> misfit = misfit(plugin.facts().apiVersion());
        if (misfit.isPresent()) {
            faults.add(misfit.get());
        }
        int java = plugin.facts().java();
        int here = Runtime.version().feature();
        if (java > here) {
            faults.add(new Words(
                    "it needs Java %d, but this is Java %d".formatted(java, here),
                    "run on Java %d, or build it for Java %d".formatted(java, here)));
        }
        List<Candidate> same = same(plugin.id());
        if (same.size() > 1) {
            faults.add(duplicate(candidate, same));
        }
        List<String> requires = plugin.spec().requires();
        if (!requires.isEmpty()) {
            List<String> circle = circle(plugin.id());
            if (circle != null) {
                faults.add(new Words(
                        "what it requires goes in a circle (%s)".formatted(String.join(" requires ", circle)),
                        "leave one of them out, or a version of it that requires less"));
            }
            if (!faults.isEmpty()) {
                addMissing(requires, faults);
            }
        }
        return faults;
    }

    /** Plugins of one jar, and mostly all of a folder, were built with one version. */
    private Optional<Words> misfit(String built) {
        if (!built.equals(lastBuilt)) {
            lastMisfit = api.misfit(built);
            lastBuilt = built;
        }
        return lastMisfit;
    }

    private void addMissing(List<String> requires, List<Words> faults) {
        for (String id : requires) {
            if (same(id).isEmpty()) {
                faults.add(new Words(
                        "it requires the plugin '%s', which was not found".formatted(id),
                        "add the jar of '%s' too".formatted(id)));
            }
        }
    }

    private List<Candidate> same(String id) {
        List<Candidate> same = byId.get(id);
        return same == null ? List.of() : same;
    }

    private static Words duplicate(Candidate candidate, List<Candidate> same) {
        List<String> others = new ArrayList<>();
        for (Candidate other : same) {
            if (!other.equals(candidate)) {
                others.add("%s (%s)"
                        .formatted(other.plugin().origin(), other.plugin().handlerClass()));
            }
        }
        return new Words("another plugin has the same id: ".concat(String.join(", ", others)), "remove one of them");
    }

    /** The shortest way from a plugin through what it requires back to itself; null if it is on none, though it may require one that is. */
    private @Nullable List<String> circle(String id) {
        Map<String, String> from = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(); // no recursion: whoever writes descriptors decides how long the way is
        open.add(id);
        while (!open.isEmpty()) {
            String one = open.remove();
            for (Candidate candidate : same(one)) {
                for (String next : candidate.plugin().spec().requires()) {
                    if (next.equals(id)) {
                        return way(id, one, from);
                    }
                    if (from.putIfAbsent(next, one) == null) {
                        open.add(next);
                    }
                }
            }
        }
        return null;
    }

    private static List<String> way(String id, String last, Map<String, String> from) {
        List<String> way = new ArrayList<>();
        way.add(id);
        for (String at = last; at != null && !at.equals(id); at = from.get(at)) {
            way.add(at);
        }
        way.add(id);
        Collections.reverse(way);
        return way;
    }

    private void refuse(Candidate candidate, List<Words> faults) {
        List<String> causes = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (Words fault : faults) {
            causes.add(fault.cause());
            if (!remedies.contains(fault.remedy())) {
                remedies.add(fault.remedy());
            }
        }
        FoundPlugin plugin = candidate.plugin();
        Refusal refusal = new Refusal(
                plugin.origin(),
                plugin.tableName(),
                Ids.problem(plugin.id()).isPresent() ? null : plugin.id(),
                String.join("; and ", causes),
                String.join("; ", remedies));
        seen.refusals.add(refusal);
        candidate.file().remove(plugin, Rule.FITS, refusal.text());
    }

    /** Lets plugins see the packages of those that they require. */
    private void link(List<FoundPlugin> sound) {
        Set<FoundPlugin> usable = new HashSet<>(sound);
        for (int i = 0; i < sound.size(); i++) {
            FoundPlugin plugin = sound.get(i);
            if (plugin.isFromFolder()) {
                for (String id : plugin.spec().requires()) {
                    for (Candidate other : same(id)) {
                        if (usable.contains(other.plugin())) {
                            plugin.sees(other.plugin());
                        }
                    }
                }
            }
        }
    }
}
