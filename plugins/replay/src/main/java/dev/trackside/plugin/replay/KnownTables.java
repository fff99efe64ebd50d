package dev.trackside.plugin.replay;

import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The dispatch tables of the class path, which say what a callback takes and measures. Those of plugins in folders are not seen here. */
final class KnownTables {

    private static final System.Logger LOG = System.getLogger("dev.trackside.plugin.replay");

    /** The events at which {@link RecordedMetrics} produces. */
    private static final Set<Class<? extends Annotation>> ENDS =
            Set.of(OnBatchEnd.class, OnValidationBatchEnd.class, OnValidationEnd.class, OnEpochEnd.class);

    private final ClassLoader loader;
    private final Map<String, HandlerTable> plugins = new HashMap<>();

    /**
     * Looks for them.
     *
     * @param loader the loader of the class path
     */
    KnownTables(ClassLoader loader) {
        this.loader = loader;
        Iterator<HandlerTable> found =
                ServiceLoader.load(HandlerTable.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                HandlerTable table = found.next();
                plugins.putIfAbsent(table.plugin().id(), table);
            } catch (ServiceConfigurationError | LinkageError broken) {
                LOG.log(Level.DEBUG, "A table is passed over; the run that looks for plugins tells of it", broken);
            }
        }
    }

    Optional<HandlerTable> ofPlugin(String id) {
        return Optional.ofNullable(plugins.get(id));
    }

    /** The table of a class, whether it is a plugin or not. */
    Optional<HandlerTable> ofClass(String name) {
        try {
            Class<?> table = Class.forName(HandlerTable.nameFor(name), true, loader);
            return Optional.of((HandlerTable) table.getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError notHere) {
            LOG.log(Level.DEBUG, "There is no table of {0} on the class path: {1}", name, notHere);
            return Optional.empty();
        }
    }

    /**
     * The metrics that a callback measures.
     *
     * @param table its table
     * @param options its options, as texts; others have their defaults
     */
    static Set<String> measured(HandlerTable table, Map<String, String> options) {
        Set<String> names = new LinkedHashSet<>();
        table.handlers().stream()
                .map(HandlerSpec::produces)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        for (String produced : table.plugin().produces()) {
            if (produced.startsWith("{")) {
                names.addAll(list(valueOf(table, options, produced.substring(1, produced.length() - 1))));
            } else {
                names.add(produced);
            }
        }
        return names;
    }

    /** Whether it measures at ends of batches, validations and epochs only. */
    static boolean measuresAtEnds(HandlerTable table) {
        return table.handlers().stream()
                .filter(handler ->
                        handler.writesMetrics() || !handler.produces().isEmpty())
                .allMatch(handler -> ENDS.contains(handler.event()));
    }

    /** The value of an option: as given, or as the class has it. */
    private static String valueOf(HandlerTable table, Map<String, String> given, String field) {
        String option = field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        for (int i = 0; i < table.options().size(); i++) {
            if (table.options().get(i).name().equals(option)) {
                String text = given.get(option);
                return text != null ? text : String.valueOf(table.option(table.create(), i));
            }
        }
        return "";
    }

    private static List<String> list(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return List.of(inner.split("\\s*,\\s*"));
    }
}
