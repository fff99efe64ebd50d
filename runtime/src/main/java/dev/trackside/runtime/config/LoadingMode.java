package dev.trackside.runtime.config;

/** How a run takes what is wrong with jars that nobody asked for. */
public enum LoadingMode {
    /** They are left out, with a line that few look at: for exploring. */
    LENIENT,
    /** They are left out with a warning each. */
    WARN,
    /** The run does not start: for production. */
    STRICT;

    /**
     * The mode as the file has it.
     *
     * @return {@code lenient}, {@code warn} or {@code strict}
     */
    public String shown() {
        return switch (this) {
            case LENIENT -> "lenient";
            case WARN -> "warn";
            case STRICT -> "strict";
        };
    }
}
