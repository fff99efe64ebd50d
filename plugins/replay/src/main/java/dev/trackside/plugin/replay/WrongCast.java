package dev.trackside.plugin.replay;

import dev.trackside.TracksideException;
import dev.trackside.spi.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a replay cannot begin, in the words of its command line: nobody who called it has written the settings that a run complains of. */
final class WrongCast {

    private static final String SETTING = "--set plugins.";
    private static final String CONFIGURATION = "the configuration (no file was read): ";

    private WrongCast() {}

    /**
     * What is wrong.
     *
     * @param fault what the run says, before it has begun
     * @param with what {@code --with} was given
     * @param hint what else it may come from; may be empty
     */
    static UsageException of(TracksideException fault, List<String> with, String hint) {
        String message = String.valueOf(fault.getMessage())
                .lines()
                .map(line -> inWords(line, with))
                .collect(Collectors.joining("\n"));
        return new UsageException(message + hint, fault);
    }

    private static String inWords(String line, List<String> with) {
        for (String one : with) {
            String option = one.substring(0, one.indexOf('=') < 0 ? one.length() : one.indexOf('='));
            String id = option.substring(0, option.indexOf('.') < 0 ? option.length() : option.indexOf('.'));
            String ofOption = SETTING + option + ": ";
            if (line.startsWith(ofOption)) {
                return "--with %s: %s".formatted(one, line.substring(ofOption.length()));
            }
            if (line.startsWith(CONFIGURATION + "there is no plugin '" + id + "'")) {
                return "--with %s: %s".formatted(one, line.substring(CONFIGURATION.length()));
            }
        }
        return line.startsWith(SETTING)
                ? "in the record, plugins." + line.substring(SETTING.length())
                : line.startsWith(CONFIGURATION) ? "in the record, " + line.substring(CONFIGURATION.length()) : line;
    }
}
