package dev.trackside.runtime.facts;

import dev.trackside.runtime.jar.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a jar, module or folder of classes says of itself, read without loading a class.
 *
 * @param plugins the tables that it registers, in their order
 * @param badLines lines of the service file that name nothing
 * @param badDescriptors why the descriptors of some tables cannot be used, in words
 * @param unregistered tables that have a descriptor and are registered nowhere
 */
public record JarFacts(
        List<Named> plugins, List<String> badLines, Map<String, String> badDescriptors, List<String> unregistered) {

    private static final int MAX_BYTES = 1 << 20;
    private static final String FOLDER = "META-INF/trackside/";
    private static final String SUFFIX = ".json";

    /**
     * A registered table.
     *
     * @param table its binary name
     * @param facts what its descriptor says; null if there is none that can be used
     */
    public record Named(String table, @Nullable PluginFacts facts) {

        /** What its descriptor says, where that is known to be there. */
        PluginFacts known() {
            return Objects.requireNonNull(facts, table);
        }
    }

    /** What a jar says that is registered and described as it should be. */
    static JarFacts of(List<Named> plugins) {
        return new JarFacts(plugins, List.of(), Map.of(), List.of());
    }

    /** Whether all of its plugins are registered and described. */
    boolean isWhole() {
        return badLines.isEmpty()
                && badDescriptors.isEmpty()
                && unregistered.isEmpty()
                && described() == plugins.size();
    }

    /**
     * Reads a jar with its service file.
     *
     * @param content the jar
     * @return what it says of itself
     * @throws IOException if the service file cannot be read
     */
    public static JarFacts read(Content content) throws IOException {
        byte[] services = content.read(Content.SERVICES, MAX_BYTES);
        return read(content, services == null ? ServiceEntries.NONE : ServiceEntries.read(services));
    }

    /**
     * Reads what a module says of the tables that its descriptor provides.
     *
     * @param content the module
     * @param provided the tables, in their order
     * @param misplaced tables that its service file registers, where it does not count; their descriptors are expected
     * @return what it says of itself
     * @throws IOException if it cannot be read
     */
    public static JarFacts ofModule(Content content, List<String> provided, List<String> misplaced) throws IOException {
        JarFacts facts = read(content, ServiceEntries.of(provided));
        List<String> unregistered = new ArrayList<>(facts.unregistered());
        unregistered.removeAll(misplaced);
        return new JarFacts(facts.plugins(), List.of(), facts.badDescriptors(), unregistered);
    }

    /** Reads what a jar says of tables that are registered somewhere: in a service file, or in a module's descriptor. */
    private static JarFacts read(Content content, ServiceEntries services) throws IOException {
        List<Named> plugins = new ArrayList<>(services.names().size());
        Map<String, String> badDescriptors = new LinkedHashMap<>();
        int found = 0;
        Set<String> files = content.metaInf();
        for (int i = 0; i < services.names().size(); i++) {
            String table = services.names().get(i);
            String file = fileOf(table);
            // Where there is no descriptor any more the line is all that is left of a plugin that was packed badly.
            PluginFacts facts = files.contains(file) ? services.facts().get(i) : null;
            try {
                facts = facts == null ? DescriptorHead.read(content, file) : facts;
                found += facts == null ? 0 : 1;
            } catch (IOException bad) {
                found++;
                badDescriptors.put(table, String.valueOf(bad.getMessage()));
            }
            plugins.add(new Named(table, facts));
        }
        return new JarFacts(plugins, services.bad(), badDescriptors, unregistered(files, services.names(), found));
    }

    private static List<String> unregistered(Set<String> files, List<String> registered, int found) {
        List<String> tables = List.of();
        int descriptors = 0;
        for (String file : files) {
            if (isDescriptor(file)) {
                descriptors++;
            }
        }
        if (descriptors == found) {
            return tables;
        }
        Set<String> known = new HashSet<>(registered);
        for (String file : files) {
            String table = tableOf(file);
            if (table != null && !known.contains(table)) {
                if (tables.isEmpty()) {
                    tables = new ArrayList<>();
                }
                tables.add(table);
            }
        }
        return tables;
    }

    /** The file that describes a table. */
    static String fileOf(String table) {
        return FOLDER.concat(table).concat(SUFFIX);
    }

    /** The table that a file of a jar describes; null if it describes none. */
    static @Nullable String tableOf(String file) {
        return isDescriptor(file) ? file.substring(FOLDER.length(), file.length() - SUFFIX.length()) : null;
    }

    private static boolean isDescriptor(String file) {
        // Of a service file the tenth letter tells, without the calls that a cold start pays for.
        return file.length() > FOLDER.length() + SUFFIX.length()
                && file.charAt(9) == 't'
                && file.startsWith(FOLDER)
                && file.endsWith(SUFFIX)
                && file.indexOf('/', FOLDER.length()) < 0;
    }

    /**
     * Tables that are registered and have no descriptor at all.
     *
     * @return their binary names
     */
    public List<String> withoutDescriptor() {
        List<String> tables = List.of();
        for (Named plugin : plugins) {
            if (plugin.facts() == null && !badDescriptors.containsKey(plugin.table())) {
                if (tables.isEmpty()) {
                    tables = new ArrayList<>();
                }
                tables.add(plugin.table());
            }
        }
        return tables;
    }

    /**
     * How many of the registered tables have a descriptor that can be used.
     *
     * @return how many
     */
    public int described() {
        int count = 0;
        for (Named plugin : plugins) {
            if (plugin.facts() != null) {
                count++;
            }
        }
        return count;
    }
}
