package dev.trackside.processor;

import static java.util.Objects.requireNonNull;

import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.model.Names;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * The extensions on the processor path, by id, and what is wrong with those that cannot be used.
 *
 * @param usable the extensions
 * @param problems what is wrong with others, as the middle of a sentence
 */
record Extensions(List<LoadedExtension> usable, List<String> problems) {

    private static final String OURS = "trackside";

    // ServiceLoader goes on after a fault as best it can; should it ever stand still, this ends it.
    private static final int MAX_FAULTS = 1000;

    Extensions {
        usable = List.copyOf(usable);
        problems = List.copyOf(problems);
    }

    static Extensions load(@Nullable ClassLoader loader) {
        List<LoadedExtension> loaded = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Iterator<ServiceLoader.Provider<ProcessorExtension>> providers =
                ServiceLoader.load(ProcessorExtension.class, loader).stream().iterator();
        while (problems.size() < MAX_FAULTS) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                add(providers.next(), loaded, problems);
            } catch (ServiceConfigurationError | LinkageError unloadable) {
                problems.add(words(unloadable) + Faults.hint(unloadable));
            }
        }
        loaded.sort(Comparator.comparing(LoadedExtension::id).thenComparing(LoadedExtension::source));
        List<LoadedExtension> usable = new ArrayList<>();
        for (LoadedExtension one : loaded) {
            LoadedExtension last = usable.isEmpty() ? null : usable.get(usable.size() - 1);
            if (last != null && last.id().equals(one.id())) {
                problems.add("%s has the id \"%s\" of %s".formatted(one.source(), one.id(), last.source()));
            } else {
                usable.add(one);
            }
        }
        problems.sort(Comparator.naturalOrder());
        return new Extensions(usable, problems);
    }

    private static void add(
            ServiceLoader.Provider<ProcessorExtension> provider, List<LoadedExtension> loaded, List<String> problems) {
        String source = source(provider.type());
        try {
            LoadedExtension extension = read(provider.get(), source);
            String problem = problem(extension);
            if (problem == null) {
                loaded.add(extension);
            } else {
                problems.add(problem);
            }
        } catch (Throwable fault) { // whatever its constructor, or what it says of itself, may throw
            Faults.rethrowIfFatal(fault);
            // ServiceLoader wraps what a constructor throws; the cause is what people need.
            Throwable cause = fault.getCause();
            Throwable told = fault instanceof ServiceConfigurationError && cause != null ? cause : fault;
            problems.add(
                    "%s has thrown %s while it was loaded%s".formatted(source, Faults.words(told), Faults.hint(told)));
        }
    }

    private static LoadedExtension read(ProcessorExtension extension, String source) {
        String reportTo = requireNonNull(extension.reportTo(), "reportTo() is null");
        return new LoadedExtension(
                extension,
                requireNonNull(extension.id(), "id() is null"),
                source,
                reportTo.isBlank() ? "its authors" : reportTo,
                requireNonNull(extension.incremental(), "incremental() is null"),
                requireNonNull(extension.options(), "options() is null"));
    }

    private static @Nullable String problem(LoadedExtension extension) {
        if (!Names.isKebab(extension.id()) || extension.id().equals(OURS)) {
            return "%s has the id \"%s\"; an id is [a-z][a-z0-9-]*, and \"%s\" is Trackside's own"
                    .formatted(extension.source(), extension.id(), OURS);
        }
        for (String option : new TreeSet<>(extension.options())) {
            if (!SourceVersion.isIdentifier(option)) {
                return "%s has the option \"%s\", which is no Java identifier, so that javac refuses it"
                        .formatted(extension.source(), option);
            }
        }
        return null;
    }

    private static String words(Throwable unloadable) {
        String message = unloadable.getMessage();
        return unloadable instanceof ServiceConfigurationError && message != null ? message : unloadable.toString();
    }

    /** A class and the jar or folder it comes from. */
    private static String source(Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        String place = code == null || code.getLocation() == null
                ? ""
                : code.getLocation().getPath().replaceAll("/+$", "");
        return type.getName() + (place.isEmpty() ? "" : " of " + place.substring(place.lastIndexOf('/') + 1));
    }

    /** Those among them that take part in something. */
    List<LoadedExtension> that(Predicate<Incremental> kind) {
        return usable.stream()
                .filter(extension -> kind.test(extension.incremental()))
                .toList();
    }

    /** The options of all that are usable, as users write them after {@code -A}. */
    Set<String> options() {
        Set<String> options = new TreeSet<>();
        usable.forEach(extension -> options.addAll(extension.fullOptions()));
        return options;
    }
}
