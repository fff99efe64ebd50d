package dev.trackside.runtime.config;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The system properties and environment variables that a run sees, taken once, so that a test can give its own.
 *
 * @param properties system properties by name
 * @param variables environment variables by name
 */
public record Environment(Map<String, String> properties, Map<String, String> variables) {

    /** Copies the maps. */
    public Environment {
        properties = Map.copyOf(properties);
        variables = Map.copyOf(variables);
    }

    /**
     * What the process has now.
     *
     * @return a copy of system properties and environment
     */
    public static Environment system() {
        var properties = System.getProperties();
        return new Environment(
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, ""))),
                System.getenv());
    }

    /**
     * An environment without anything.
     *
     * @return no properties, no variables
     */
    public static Environment none() {
        return new Environment(Map.of(), Map.of());
    }
}
