package dev.trackside.runtime.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service file names.
 *
 * @param names names of dispatch tables, each once, in their order
 * @param facts what the lines of the tables say of their plugins, null for those that say nothing
 * @param bad lines that are no name of a class, with their numbers, for people
 */
public record ServiceEntries(List<String> names, List<@Nullable PluginFacts> facts, List<String> bad) {

    static final ServiceEntries NONE = new ServiceEntries(List.of(), List.of(), List.of());

    private static final int MAX_SHOWN = 40;
    /** What a jar with more of them registers is not meant to be used. */
    static final int MAX_NAMES = 1_000;

    /** Tables that are registered elsewhere. */
    static ServiceEntries of(List<String> names) {
        List<@Nullable PluginFacts> facts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            facts.add(null);
        }
        return new ServiceEntries(names, facts, List.of());
    }

    /**
     * Reads a service file, more kindly than {@code ServiceLoader} does: a line that is wrong costs itself, and a byte-order mark nothing.
     *
     * @param file its bytes
     * @return what it names
     */
    public static ServiceEntries read(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        ServiceEntries entries = new ServiceEntries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(0));
        Set<String> known = new HashSet<>();
        ServiceLine reader = new ServiceLine();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        for (int number = 1; at < text.length(); number++) {
            int end = text.indexOf('\n', at);
            entries.addLine(text.substring(at, end < 0 ? text.length() : end), number, known, reader);
            at = end < 0 ? text.length() : end + 1;
        }
        return entries;
    }

    private void addLine(String line, int number, Set<String> known, ServiceLine reader) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!isName(name)) {
            if (!name.isEmpty()) {
                String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
                bad.add("line %d, '%s'".formatted(number, shown.replaceAll("\\p{Cntrl}", "?")));
            }
        } else if (names.size() == MAX_NAMES) {
            if (known.add("")) { // said once
                bad.add("line %d, one of more than %d plugins".formatted(number, MAX_NAMES));
            }
        } else if (known.add(name)) {
            names.add(name);
            facts.add(comment < 0 ? null : reader.read(line, comment));
        }
    }

    private static boolean isName(String text) {
        boolean first = true;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            // Asking Character about each of the plain letters takes longer than all else that is done with a service
            // file.
            boolean plain = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '_';
            if (!plain
                    && (first
                            ? !Character.isJavaIdentifierStart(one)
                            : one != '.' && !Character.isJavaIdentifierPart(one))) {
                return false;
            }
            first = one == '.';
        }
        return !first;
    }
}
