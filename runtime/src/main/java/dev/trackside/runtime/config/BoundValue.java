package dev.trackside.runtime.config;

import java.util.Objects;

/**
 * The value that an option has in a run, as it is shown to people.
 *
 * @param text the value as it would be written in the file; {@code ***} if it is secret
 * @param secret whether a part of it came from the environment by reference, so that nobody may show it
 * @param origin where it came from: file and line, property, variable, {@code --set}, builder, or {@code default}
 */
public record BoundValue(String text, boolean secret, String origin) {

    /** Where values come from that nobody set. */
    static final String DEFAULT = "default";

    /** Checks the parts, and makes sure that a secret does not get into them. */
    public BoundValue {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(origin, "origin");
        if (secret) {
            text = "***";
        }
    }

    /**
     * Whether somebody set it.
     *
     * @return false if it is the value that the field had
     */
    public boolean isSet() {
        return !origin.equals(DEFAULT);
    }
}
