package dev.trackside.processor.writer;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.PluginUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Writes the line of a plugin in the service file: its table, and behind {@code #}, where {@code ServiceLoader} does not look, the beginning of its
 * descriptor. One file of a jar tells then what there is to choose from, and lines stay whole where service files are merged.
 *
 * <pre>{@code
 * p.Watcher_Table # trackside 1 watcher p.Watcher REPORT ALWAYS INFERRED - - - - 17 0.1.0
 * }</pre>
 *
 * <p>After the number of the form: id, class, phase, attach, onFailure, before, after, requires, produces, Java, version of the API. Members of a list
 * are separated by commas, {@code -} is nothing.
 *
 * @since 0.1
 */
public final class ServiceLine {

    private static final String FORM = "# trackside 1";
    private static final String NOTHING = "-";

    private ServiceLine() {}

    /**
     * Writes a line.
     *
     * @param handlers the model of a class with {@code @Plugin}
     * @param java the feature release of Java that it is compiled for
     * @return the line without its end; the table alone if a text does not fit into it, and then the descriptor says all
     */
    public static String write(HandlerClass handlers, int java) {
        PluginUse plugin = Objects.requireNonNull(handlers.plugin(), "only plugins are registered");
        List<String> parts = new ArrayList<>();
        parts.add(handlers.qualifiedTableName());
        parts.add(FORM);
        parts.add(handlers.id());
        parts.add(handlers.binaryName());
        parts.add(handlers.phase().name());
        parts.add(handlers.attach().name());
        parts.add(plugin.onFailure().value().name());
        boolean plain = add(parts, DescriptorWriter.texts(plugin.before()))
                && add(parts, DescriptorWriter.texts(plugin.after()))
                && add(parts, DescriptorWriter.texts(plugin.requires()))
                && add(parts, DescriptorWriter.produced(handlers, plugin));
        parts.add(Integer.toString(java));
        parts.add(DescriptorWriter.apiVersion());
        for (int i = 2; i < parts.size(); i++) {
            plain &= isPlain(parts.get(i), true);
        }
        return plain ? String.join(" ", parts) : handlers.qualifiedTableName();
    }

    private static boolean add(List<String> parts, Collection<String> texts) {
        parts.add(texts.isEmpty() ? NOTHING : String.join(",", texts));
        return texts.stream().allMatch(text -> isPlain(text, false) && !text.equals(NOTHING));
    }

    private static boolean isPlain(String text, boolean commas) {
        return !text.isEmpty()
                && text.chars().allMatch(one -> one > ' ' && one != 0x7f && one != '#' && (commas || one != ','));
    }
}
