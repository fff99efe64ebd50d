package dev.trackside.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;

/** The width of the terminal, asked of {@code stty}; for when it changes, as it takes a process and some milliseconds. */
final class WindowWidth {

    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");

    private WindowWidth() {}

    static OptionalInt now() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parsed(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LogManager.getLogger(WindowWidth.class).debug("The terminal does not tell its width", e);
            return OptionalInt.empty();
        }
    }

    /** Of rows and columns the columns; empty if it is something else, or the terminal does not know: {@code 0 0}. */
    static OptionalInt parsed(String size) {
        Matcher known = SIZE.matcher(size);
        return known.matches() ? OptionalInt.of(Integer.parseInt(known.group(1))) : OptionalInt.empty();
    }
}
