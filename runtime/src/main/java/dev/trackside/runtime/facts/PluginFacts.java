package dev.trackside.runtime.facts;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.runtime.jar.Content;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plugin before one of its classes is loaded: enough to decide whether it joins a run, and in which order.
 *
 * @param spec what it is
 * @param handlerClass the binary name of the class with handlers
 * @param apiVersion the version of the API that it was built with; empty or {@code unknown} if nobody knows
 * @param java the feature release of Java that it needs; 0 if it does not say
 */
public record PluginFacts(PluginSpec spec, String handlerClass, String apiVersion, int java) {

    /** How many names one list of a plugin may have; what jars say of themselves is not to fill the memory of those who look at them. */
    static final int MAX_NAMES = 1_000;

    /** How long one of them may be. */
    static final int MAX_LENGTH = 256;

    /** Checks a list that somebody else has written. */
    static List<String> names(String what, List<String> names) throws IOException {
        if (names.size() > MAX_NAMES) {
            throw new IOException("it has more than %d names in '%s'".formatted(MAX_NAMES, what));
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).length() > MAX_LENGTH) {
                throw new IOException("it has a name of more than %d letters in '%s'".formatted(MAX_LENGTH, what));
            }
        }
        return names;
    }

    /**
     * What a table says of itself. Runs its code.
     *
     * @param table the table
     * @return what it says
     */
    public static PluginFacts of(HandlerTable table) {
        return new PluginFacts(table.plugin(), table.handlerClass().getName(), "", 0);
    }

    /**
     * What a descriptor says.
     *
     * @param table the binary name of its table
     * @param content what holds the descriptor
     * @return what it says; null if there is none
     * @throws IOException if it cannot be read, or is no descriptor
     */
    public static @Nullable PluginFacts described(String table, Content content) throws IOException {
        return DescriptorHead.read(content, JarFacts.fileOf(table));
    }

    /** The same of another plugin. */
    PluginFacts named(String id, String type) {
        PluginSpec other = new PluginSpec(
                id,
                spec.registered(),
                spec.phase(),
                spec.attach(),
                spec.onFailure(),
                spec.before(),
                spec.after(),
                spec.requires(),
                spec.produces());
        return new PluginFacts(other, type, apiVersion, java);
    }

    static Phase phase(String text) throws IOException {
        return switch (text) {
            case "MEASURE" -> Phase.MEASURE;
            case "DECIDE" -> Phase.DECIDE;
            case "PERSIST" -> Phase.PERSIST;
            case "REPORT" -> Phase.REPORT;
            default -> throw new IOException("it has the phase '%s', which there is not".formatted(text));
        };
    }

    static Attach attach(String text) throws IOException {
        return switch (text) {
            case "ALWAYS" -> Attach.ALWAYS;
            case "WHEN_CONFIGURED" -> Attach.WHEN_CONFIGURED;
            default -> throw new IOException("it joins '%s', which there is not".formatted(text));
        };
    }

    static FailurePolicy onFailure(String text) throws IOException {
        return switch (text) {
            case "FAIL" -> FailurePolicy.FAIL;
            case "DETACH" -> FailurePolicy.DETACH;
            case "INFERRED", "" -> FailurePolicy.INFERRED;
            default -> throw new IOException("it has the policy '%s', which there is not".formatted(text));
        };
    }

    static int feature(String text) throws IOException {
        int feature = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || feature > 9_999) {
                throw new IOException("it needs the Java '%s', which is no number".formatted(text));
            }
            feature = feature * 10 + digit;
        }
        return feature;
    }
}
