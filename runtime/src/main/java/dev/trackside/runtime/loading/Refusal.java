package dev.trackside.runtime.loading;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found and cannot be used.
 *
 * @param source the jar or folder, for people
 * @param className the dispatch table; null if the jar itself is at fault
 * @param id the id of the plugin, if it could be learnt; null if not
 * @param cause what is wrong, in words, without a period
 * @param remedy what to do, in words, without a period
 */
public record Refusal(
        String source, @Nullable String className, @Nullable String id, String cause, String remedy) {

    /** Checks the parts. */
    public Refusal {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * The refusal as one line.
     *
     * @return jar, class, cause and remedy
     */
    public String text() {
        String what = id != null ? "plugin '" + id + "': " : className != null ? className + ": " : "";
        return "%s: %s%s; %s.".formatted(source, what, cause, remedy);
    }
}
