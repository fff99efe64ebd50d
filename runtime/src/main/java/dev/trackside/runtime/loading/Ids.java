package dev.trackside.runtime.loading;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rule for ids of plugins and instances. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> RESERVED = Set.of("plugins", "run", "config", "engine", "loading");

    private Ids() {}

    /**
     * What is wrong with an id.
     *
     * @param id the id
     * @return a sentence, or empty if nothing is wrong
     */
    public static Optional<String> problem(String id) {
        if (!FORM.matcher(id).matches()) {
            return Optional.of(
                    "'%s' is no id: ids begin with a small letter and go on with small letters, digits and '-'."
                            .formatted(id));
        }
        if (RESERVED.contains(id)) {
            return Optional.of("'%s' is reserved and cannot be the id of a plugin; choose another.".formatted(id));
        }
        return Optional.empty();
    }
}
