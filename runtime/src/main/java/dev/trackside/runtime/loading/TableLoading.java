package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes plugins of class names, and refusals of what goes wrong on the way. */
final class TableLoading {

    private final List<FoundPlugin> plugins;
    private final List<Refusal> refusals;

    TableLoading(List<FoundPlugin> plugins, List<Refusal> refusals) {
        this.plugins = plugins;
        this.refusals = refusals;
    }

    /**
     * Where something was found.
     *
     * @param name for people
     * @param jar the jar or folder of classes; null if it is not known
     * @param loader the loader of its classes
     */
    record Origin(String name, @Nullable Path jar, ClassLoader loader) {}

    /** Loads a table and its plugin; tells whether that went well. */
    boolean load(String className, Origin origin) {
        try {
            Class<?> type = Class.forName(className, false, origin.loader());
            Optional<Refusal> unfit = unfit(type, origin);
            if (unfit.isPresent()) {
                refusals.add(unfit.get());
                return false;
            }
            Constructor<?> constructor = type.getConstructor();
            return accept((HandlerTable) constructor.newInstance(), origin);
        } catch (ClassNotFoundException absent) {
            refusals.add(absent(className, absent, origin));
        } catch (Throwable fault) { // whatever the code of a plugin may throw
            refuse(className, fault, origin);
        }
        return false;
    }

    /** Takes an instance of a table, if it can answer what a run will ask it. */
    boolean accept(HandlerTable table, Origin origin) {
        String className = table.getClass().getName();
        try {
            PluginSpec spec = table.plugin();
            table.handlerClass();
            table.handlers();
            table.options();
            table.states();
            if (!spec.registered()) {
                refusals.add(new Refusal(
                        origin.name(),
                        className,
                        null,
                        "it is the table of a class without @Plugin, which only code attaches",
                        "annotate the class with @Plugin, or remove the entry from the service file"));
                return false;
            }
            Optional<String> problem = Ids.problem(spec.id());
            if (problem.isPresent()) {
                String cause = problem.get().substring(0, problem.get().length() - 1);
                refusals.add(new Refusal(origin.name(), className, null, cause, "tell its author"));
                return false;
            }
            plugins.add(new FoundPlugin(table, spec, origin.name(), origin.jar(), origin.loader()));
            return true;
        } catch (Throwable fault) { // whatever the code of a plugin may throw
            refuse(className, fault, origin);
            return false;
        }
    }

    void refuse(String className, Throwable fault, Origin origin) {
        Causes.rethrowIfFatal(fault);
        Causes.Words words = Causes.of(fault);
        refusals.add(new Refusal(origin.name(), className, idOf(className, origin), words.cause(), words.remedy()));
    }

    private static Refusal absent(String className, ClassNotFoundException absent, Origin origin) {
        // The loader also fails so when it finds the class but not the jar entry behind it.
        String why = absent.getCause() == null ? "" : " (" + absent.getCause().getMessage() + ")";
        return new Refusal(
                origin.name(),
                className,
                idOf(className, origin),
                "its service file names %s, which is not in it%s".formatted(className, why),
                "build it again from clean, or copy the jar again");
    }

    private static Optional<Refusal> unfit(Class<?> type, Origin origin) {
        String cause;
        String remedy = "build it again with trackside-processor";
        if (!HandlerTable.class.isAssignableFrom(type)) {
            cause = "its service file names %s, which is no dispatch table".formatted(type.getName());
        } else if (Modifier.isAbstract(type.getModifiers())
                || !Modifier.isPublic(type.getModifiers())
                || !hasPublicConstructor(type)) {
            cause = "the dispatch table is not a public class with a public constructor without parameters";
        } else {
            return Optional.empty();
        }
        return Optional.of(new Refusal(origin.name(), type.getName(), idOf(type.getName(), origin), cause, remedy));
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }

    /** What the descriptor calls it: the class itself cannot be asked any more. */
    private static @Nullable String idOf(String className, Origin origin) {
        return PluginDescriptor.of(className, origin.loader())
                .map(PluginDescriptor::id)
                .orElse(null);
    }
}
