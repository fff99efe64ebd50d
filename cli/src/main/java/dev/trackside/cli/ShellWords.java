package dev.trackside.cli;

import java.util.regex.Pattern;

/** Writes words so that a shell takes them as they are. */
final class ShellWords {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWords() {}

    static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
