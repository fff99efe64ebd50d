package dev.trackside.runtime.facts;

import java.util.Optional;
import java.util.Set;

/** The rule for ids of plugins and instances. */
public final class Ids {

    private static final Set<String> RESERVED = Set.of("plugins", "run", "config", "engine", "loading");

    private Ids() {}

    /**
     * What is wrong with an id.
     *
     * @param id the id
     * @return a sentence, or empty if nothing is wrong
     */
    public static Optional<String> problem(String id) {
        if (!hasForm(id)) {
            return Optional.of(
                    "'%s' is no id: ids begin with a small letter and go on with small letters, digits and '-'."
                            .formatted(id));
        }
        if (RESERVED.contains(id)) {
            return Optional.of("'%s' is reserved and cannot be the id of a plugin; choose another.".formatted(id));
        }
        return Optional.empty();
    }

    /**
     * Why the id of a plugin cannot be used.
     *
     * @param id the id
     * @return cause and remedy, or empty if nothing is wrong
     */
    public static Optional<Words> fault(String id) {
        Optional<String> problem = problem(id);
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        String sentence = problem.get();
        return Optional.of(new Words(sentence.substring(0, sentence.length() - 1), "tell its author"));
    }

    private static boolean hasForm(String id) {
        for (int i = 0; i < id.length(); i++) {
            char one = id.charAt(i);
            boolean letter = one >= 'a' && one <= 'z';
            if (!letter && (i == 0 || !(one == '-' || (one >= '0' && one <= '9')))) {
                return false;
            }
        }
        return !id.isEmpty();
    }
}
