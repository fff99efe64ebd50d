package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${env:NAME}</code> in values of the file; what comes from the environment is secret from then on. */
final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern ENV = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");

    private Interpolation() {}

    /**
     * A text ready for use.
     *
     * @param text the text
     * @param secret whether a part of it came from the environment by reference
     */
    record Resolved(String text, boolean secret) {

        /** The text, or {@code ***} if it is secret. */
        String shown() {
            return secret ? "***" : text;
        }
    }

    /** Resolves a scalar that is not null. */
    static Resolved resolve(Scalar scalar, Environment environment) {
        String raw = String.valueOf(scalar.raw());
        if (scalar.style() != Style.FILE || !raw.contains("${")) {
            return new Resolved(raw, false);
        }
        boolean secret = false;
        StringBuilder text = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(raw);
        while (matcher.find()) {
            if (matcher.group().equals("$${")) {
                matcher.appendReplacement(text, Matcher.quoteReplacement("${"));
                continue;
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(variable(scalar, matcher, environment)));
            secret = true;
        }
        matcher.appendTail(text);
        return new Resolved(text.toString(), secret);
    }

    /** Adds the values of the variables that a value refers to, where they are set. */
    static void collect(Value value, Environment environment, Collection<String> values) {
        if (value instanceof Value.Mapping mapping) {
            mapping.entries().values().forEach(inner -> collect(inner, environment, values));
        } else if (value instanceof Value.Items items) {
            items.items().forEach(inner -> collect(inner, environment, values));
        } else if (value instanceof Scalar scalar && scalar.style() == Style.FILE && scalar.raw() != null) {
            Matcher matcher = REFERENCE.matcher(scalar.raw());
            while (matcher.find()) {
                Matcher env = matcher.group().equals("$${") ? null : ENV.matcher(matcher.group(1));
                String secret =
                        env != null && env.matches() ? environment.variables().get(env.group(1)) : null;
                if (secret != null) {
                    values.add(secret);
                }
            }
        }
    }

    private static String variable(Scalar scalar, Matcher matcher, Environment environment) {
        Matcher env = ENV.matcher(matcher.group(1));
        if (matcher.group(2).isEmpty() || !env.matches()) {
            throw new TracksideException(
                    "%s: '%s' is not understood: write ${env:NAME} for an environment variable, or $${ for the characters ${."
                            .formatted(scalar.where().shown(), matcher.group()));
        }
        String name = env.group(1);
        String value = environment.variables().get(name);
        if (value == null) {
            throw new TracksideException("%s: the environment variable %s is not set; set it, or change the value%s"
                    .formatted(
                            scalar.where().shown(),
                            name,
                            Nearest.of(name, environment.variables().keySet())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(".")));
        }
        return value;
    }
}
