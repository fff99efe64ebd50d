package dev.trackside.runtime.trust;

import java.util.Objects;

/**
 * Why a jar may not be used.
 *
 * @param cause what is wrong, in words, without a period
 * @param remedy what to do, in words, without a period
 */
public record Distrust(String cause, String remedy) {

    /** Checks the parts. */
    public Distrust {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(remedy, "remedy");
    }
}
