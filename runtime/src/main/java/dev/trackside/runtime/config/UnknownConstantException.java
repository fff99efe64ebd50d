package dev.trackside.runtime.config;

import java.util.List;

/** A text that is none of those that there are. */
final class UnknownConstantException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String guess;

    UnknownConstantException(String text, List<String> names) {
        super("must be one of " + String.join(", ", names));
        guess = Nearest.of(text, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse(".");
    }

    /** What was meant, as the end of a sentence. */
    String guess() {
        return guess;
    }
}
