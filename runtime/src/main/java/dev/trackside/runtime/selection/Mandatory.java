package dev.trackside.runtime.selection;

import dev.trackside.runtime.config.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what must be there and is not: in a run that does not start for it, and to those who ask what a run would do. */
public final class Mandatory {

    private Mandatory() {}

    /**
     * What is missing.
     *
     * @param mandatory ids of instances or plugins, with the place that says so
     * @param present ids of instances and plugins that are there, or whose absence has been said
     * @param reasons why others are not there, by id, in words
     * @param found ids of plugins that were found, to guess what was meant
     * @return a sentence for each
     */
    public static List<String> missing(
            Map<String, String> mandatory, Set<String> present, Map<String, String> reasons, Collection<String> found) {
        List<String> sentences = new ArrayList<>();
        mandatory.forEach((id, place) -> {
            if (!present.contains(id)) {
                String reason = reasons.get(id);
                String why = reason == null
                        ? "no such plugin was found%s".formatted(Nearest.hint(id, found))
                        : reason.endsWith(".") ? reason : reason + ".";
                sentences.add("%s: the plugin '%s' is mandatory, and the run would be without it: %s"
                        .formatted(place, id, why));
            }
        });
        return sentences;
    }
}
