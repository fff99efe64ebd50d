package dev.trackside.runtime.discovery;

import java.util.Objects;

/**
 * Something that works, but not as it was meant, and should be mended.
 *
 * @param source the jar or folder, for people
 * @param what what is wrong, in words, without a period
 * @param remedy what to do, in words, without a period
 */
public record Notice(String source, String what, String remedy) {

    /** Checks the parts. */
    public Notice {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * The notice as one line.
     *
     * @return source, what is wrong and what to do
     */
    public String text() {
        return "%s: %s; %s.".formatted(source, what, remedy);
    }
}
