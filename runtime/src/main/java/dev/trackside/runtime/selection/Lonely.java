package dev.trackside.runtime.selection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds instances that join only because they are there, and require what the run does not have: it goes on without them. */
public final class Lonely {

    private Lonely() {}

    /**
     * An instance that is about to join.
     *
     * @param id its id
     * @param plugin the id of its plugin
     * @param requires ids that must be there, of instances or of plugins
     * @param asked whether somebody asked for it; then a run without it would not be what they want
     */
    public record Member(String id, String plugin, List<String> requires, boolean asked) {

        /** Copies the list. */
        public Member {
            requires = List.copyOf(requires);
        }
    }

    /**
     * Finds them, those too that require one of them.
     *
     * @param members all that are about to join
     * @return the ids of those that are to be left out, each with what it misses
     */
    public static Map<String, List<String>> among(Collection<Member> members) {
        Map<String, List<String>> lonely = new LinkedHashMap<>();
        boolean changed = true;
        while (changed) {
            Set<String> present = new LinkedHashSet<>();
            for (Member member : members) {
                if (!lonely.containsKey(member.id())) {
                    present.add(member.id());
                    present.add(member.plugin());
                }
            }
            changed = false;
            for (Member member : members) {
                List<String> missing = member.requires().stream()
                        .filter(id -> !present.contains(id))
                        .toList();
                if (!missing.isEmpty() && !member.asked() && lonely.putIfAbsent(member.id(), missing) == null) {
                    changed = true;
                }
            }
        }
        return lonely;
    }

    /**
     * Why one of them is left out, and what to do.
     *
     * @param id its id
     * @param missing what it misses
     * @return in words, with a period
     */
    public static String words(String id, List<String> missing) {
        return "it requires %s, which this run does not have; add, configure or attach that, or switch it off: '%s: false'."
                .formatted(String.join(", ", missing), id);
    }
}
