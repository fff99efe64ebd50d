package dev.trackside.processor.checks;

/**
 * How bad a finding is.
 *
 * @since 0.1
 */
public enum Severity {
    /** The class gets no table, and the compilation fails. */
    ERROR,
    /** Probably a mistake; can be suppressed. */
    WARNING
}
