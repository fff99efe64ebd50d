package dev.trackside.cli;

import dev.trackside.spi.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * How the command logs. It must be known before the logging library is, which reads its configuration once; so the switches are looked for in
 * the arguments before the command line is parsed, which says what is wrong with them.
 */
final class LogSwitches {

    /** The name of the switch. */
    static final String FORMAT = "--log-format";

    /** The system property that does the same. */
    static final String PROPERTY = "trackside.log";

    /** What the configurations of Log4j ask for. */
    private static final String LEVEL = "trackside.log-level";

    private static final String CONFIGURATION = "log4j2.configurationFile";
    private static final String JSON_CONFIGURATION = "classpath:dev/trackside/cli/log4j2-json.properties";

    /** The commands that log what they tell. */
    private static final Set<String> OWN = Set.of("train", "plugins", "engines", "help");

    private LogSwitches() {}

    /** What a line of the log looks like. */
    enum Format {
        /** For people. */
        TEXT,
        /** An object of JSON each. */
        JSON
    }

    /**
     * Sets what Log4j reads when it starts; a configuration that somebody named stays.
     *
     * @param args the arguments of the command
     * @param properties the system properties
     * @throws UsageException if the property has a value that there is not
     */
    static void apply(List<String> args, Properties properties) {
        if (format(args, properties) == Format.JSON && properties.getProperty(CONFIGURATION) == null) {
            properties.setProperty(CONFIGURATION, JSON_CONFIGURATION);
        }
        if (args.contains("--verbose") || args.contains("--debug")) {
            properties.setProperty(LEVEL, "debug");
        } else if (isOfAJar(args) && format(args, properties) == Format.TEXT) { // as JSON what it prints is logged
            properties.putIfAbsent(LEVEL, "warn");
        }
    }

    /** Whether a command is called that a jar brings along. What it has to say it prints; what its runs tell beside that is for {@code --verbose}. */
    private static boolean isOfAJar(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            if (word.equals(FORMAT)) {
                i++; // its value
            } else if (!word.startsWith("-")) {
                return !OWN.contains(word);
            }
        }
        return false;
    }

    /** The format that was asked for; the switch is stronger than the property. */
    static Format format(List<String> args, Properties properties) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.startsWith(FORMAT + "=")) {
                return isJson(arg.substring(FORMAT.length() + 1)) ? Format.JSON : Format.TEXT;
            }
            if (arg.equals(FORMAT) && i + 1 < args.size()) {
                return isJson(args.get(i + 1)) ? Format.JSON : Format.TEXT;
            }
        }
        String value = properties.getProperty(PROPERTY, "text");
        if (!isJson(value) && !value.equalsIgnoreCase(Format.TEXT.name())) {
            throw new UsageException("-D%s must be text or json, but is '%s'.".formatted(PROPERTY, value));
        }
        return isJson(value) ? Format.JSON : Format.TEXT;
    }

    /** Whether the log of this process is read by programs, so that they are told of a failure, too. */
    static boolean areForPrograms(Properties properties) {
        return JSON_CONFIGURATION.equals(properties.getProperty(CONFIGURATION));
    }

    private static boolean isJson(String value) {
        return value.toUpperCase(Locale.ROOT).equals(Format.JSON.name());
    }
}
