package dev.trackside.runtime.selection;

import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.config.YamlSection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the configuration says of one instance, beside its options.
 *
 * @param section its section, for {@link dev.trackside.runtime.config.OptionBinder}; there may be nothing in it
 * @param onFailure its policy; {@link FailurePolicy#INFERRED} if the configuration does not say
 * @param before ids that run after it, in addition to those the plugin names
 * @param after ids that run before it, in addition to those the plugin names
 */
public record Directions(YamlSection section, FailurePolicy onFailure, List<String> before, List<String> after) {

    /** Copies the lists. */
    public Directions {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Reads what every section of a plugin may have beside options.
     *
     * @param section the section {@code plugins.ID}
     * @return what it says
     * @throws TracksideException if a value is none of those that are possible
     */
    public static Directions read(YamlSection section) {
        return new Directions(section, onFailure(section), section.texts("before"), section.texts("after"));
    }

    private static FailurePolicy onFailure(YamlSection section) {
        Optional<String> text = section.text("on-failure");
        if (text.isEmpty()) {
            return FailurePolicy.INFERRED;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "fail" -> FailurePolicy.FAIL;
            case "detach" -> FailurePolicy.DETACH;
            default -> throw unknownPolicy(section, text.get());
        };
    }

    private static TracksideException unknownPolicy(YamlSection section, String text) {
        return section.fault(
                "on-failure",
                "%s.on-failure must be fail or detach, but is '%s'%s"
                        .formatted(
                                section.path(),
                                text,
                                Nearest.of(text, List.of("fail", "detach"))
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(".")));
    }
}
