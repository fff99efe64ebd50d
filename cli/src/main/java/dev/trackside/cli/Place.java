package dev.trackside.cli;

import dev.trackside.runtime.selection.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an instance stands among those of a run, and why.
 *
 * @param position its number from 1
 * @param count how many there are
 * @param phase its phase, in small letters
 * @param constraints who says that it comes before or after another one: {@code b: after [a]}
 */
record Place(int position, int count, String phase, List<String> constraints) {

    /** The place of one that joins. */
    static Place of(Survey survey, Selected selected) {
        List<Selected> all = survey.attached();
        List<String> constraints = new ArrayList<>();
        survey.constraints().forEach(rule -> {
            if (rule.first().equals(selected.id()) || rule.second().equals(selected.id())) {
                constraints.add(rule.reason());
            }
        });
        return new Place(
                all.indexOf(selected) + 1,
                all.size(),
                selected.plugin().spec().phase().name().toLowerCase(Locale.ROOT),
                constraints.stream().distinct().toList());
    }

    /** Why it stands there. */
    String why() {
        return constraints.isEmpty()
                ? "phase %s, then by id".formatted(phase)
                : "phase %s, then %s, then by id".formatted(phase, String.join(", ", constraints));
    }
}
