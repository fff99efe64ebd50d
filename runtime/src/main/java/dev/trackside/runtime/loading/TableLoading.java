package dev.trackside.runtime.loading;

import dev.trackside.runtime.facts.Ids;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.facts.VersionSkew;
import dev.trackside.runtime.facts.Words;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Makes dispatch tables of class names. The code of a plugin runs here for the first time, so anything may be thrown. */
final class TableLoading {

    private TableLoading() {}

    /**
     * Where something was found.
     *
     * @param name for people
     * @param jar the jar or folder of classes; null if it is not known
     */
    record Origin(String name, @Nullable Path jar) {}

    /** What came of loading a table: the table, or why there is none. */
    record Attempt(@Nullable HandlerTable table, @Nullable RefusedException fault) {

        /**
         * The table.
         *
         * @throws RefusedException if there is none, the same each time
         */
        HandlerTable get() {
            if (table == null) {
                throw fault == null ? new IllegalStateException("there is a table or a fault") : fault;
            }
            return table;
        }

        @Nullable
        Refusal refusal() {
            return fault == null ? null : fault.refusal();
        }
    }

    /** Loads a table; whoever only wants to know does not need to catch anything. */
    static Attempt attempt(
            String className,
            @Nullable PluginUnit unit,
            @Nullable ClassLoader host,
            Origin origin,
            @Nullable PluginFacts facts) {
        try {
            return new Attempt(load(className, unit, host, origin, facts), null);
        } catch (RefusedException fault) {
            return new Attempt(null, fault);
        }
    }

    /**
     * Loads a table and sees that it can answer what a run will ask it.
     *
     * @param className its binary name
     * @param unit what its loader is made for, which may fail where a jar is not what it should be; null if it has that of the host
     * @param host the loader of the host
     * @param origin where it was found
     * @param facts what its descriptor says; null if there is none
     * @return the table
     * @throws RefusedException with cause and remedy
     */
    private static HandlerTable load(
            String className,
            @Nullable PluginUnit unit,
            @Nullable ClassLoader host,
            Origin origin,
            @Nullable PluginFacts facts) {
        String id = facts == null ? null : facts.spec().id();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            ClassLoader loader = unit == null ? Objects.requireNonNull(host) : unit.loader();
            PluginContext.ofLoader(loader).enter();
            Class<?> type = Class.forName(className, false, loader);
            Optional<Words> unfit = unfit(type);
            if (unfit.isPresent()) {
                throw refused(origin, className, id, unfit.get(), null);
            }
            return checked(create(type), origin, facts);
        } catch (RefusedException refused) {
            throw refused;
        } catch (ClassNotFoundException absent) {
            throw refused(origin, className, id, absent(className, absent), absent);
        } catch (Throwable fault) { // whatever the code of a plugin may throw
            Causes.rethrowIfFatal(fault);
            throw refused(origin, className, id, skewed(Causes.of(fault), fault, facts), fault);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static HandlerTable create(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getConstructor();
        Module module = type.getModule();
        if (module.isNamed() && !module.isExported(type.getPackageName(), TableLoading.class.getModule())) {
            return provided(type, module);
        }
        return (HandlerTable) constructor.newInstance();
    }

    /**
     * Only {@code ServiceLoader} may create what a module provides and does not export. It loads the tables that come before the wanted one, since it
     * cannot be told which; a module spares itself that by exporting the package, if only to {@code dev.trackside.runtime}.
     */
    private static HandlerTable provided(Class<?> type, Module module) throws ReflectiveOperationException {
        ModuleLayer layer = module.getLayer();
        if (layer != null) {
            Iterator<ServiceLoader.Provider<HandlerTable>> providers =
                    ServiceLoader.load(layer, HandlerTable.class).stream().iterator();
            while (providers.hasNext()) {
                ServiceLoader.Provider<HandlerTable> provider = providers.next();
                if (provider.type() == type) {
                    return provider.get();
                }
            }
        }
        throw new IllegalAccessException("the module %s neither provides nor exports it".formatted(module.getName()));
    }

    private static HandlerTable checked(HandlerTable table, Origin origin, @Nullable PluginFacts facts) {
        String className = table.getClass().getName();
        PluginSpec spec = table.plugin();
        table.handlerClass();
        table.handlers();
        table.options();
        table.states();
        if (!spec.registered()) {
            Words words = new Words(
                    "it is the table of a class without @Plugin, which only code attaches",
                    "annotate the class with @Plugin, or remove the entry from the service file");
            throw refused(origin, className, null, words, null);
        }
        Optional<Words> badId = Ids.fault(spec.id());
        if (badId.isPresent()) {
            throw refused(origin, className, null, badId.get(), null);
        }
        if (facts != null && !facts.spec().id().equals(spec.id())) {
            Words words = new Words(
                    "its descriptor calls the plugin '%s', its class '%s': they are of two builds"
                            .formatted(facts.spec().id(), spec.id()),
                    "build it again from clean");
            throw refused(origin, className, facts.spec().id(), words, null);
        }
        String difference = facts == null ? null : difference(facts.spec(), spec);
        if (difference != null) {
            Words words = new Words(
                    "its descriptor says %s: they are of two builds".formatted(difference),
                    "build it again from clean");
            throw refused(origin, className, spec.id(), words, null);
        }
        return table;
    }

    /** In what a descriptor, by which a plugin is chosen and ordered, differs from what the plugin is; null if in nothing. */
    private static @Nullable String difference(PluginSpec described, PluginSpec actual) {
        if (described.phase() != actual.phase()) {
            return "phase %s, its class %s".formatted(described.phase(), actual.phase());
        }
        if (described.attach() != actual.attach()) {
            return "attach = %s, its class %s".formatted(described.attach(), actual.attach());
        }
        if (described.onFailure() != actual.onFailure()) {
            return "onFailure = %s, its class %s".formatted(described.onFailure(), actual.onFailure());
        }
        if (!described.requires().equals(actual.requires())) {
            return "requires = %s, its class %s".formatted(described.requires(), actual.requires());
        }
        if (!described.before().equals(actual.before()) || !described.after().equals(actual.after())) {
            return "before = %s and after = %s, its class %s and %s"
                    .formatted(described.before(), described.after(), actual.before(), actual.after());
        }
        return null;
    }

    /** What does not link may be of another version; then both are named. */
    private static Words skewed(Words words, Throwable fault, @Nullable PluginFacts facts) {
        Throwable inner = fault.getCause() != null && !(fault instanceof LinkageError) ? fault.getCause() : fault;
        if (!(inner instanceof IncompatibleClassChangeError) || facts == null) {
            return words;
        }
        return new Words(words.cause() + VersionSkew.words(facts.apiVersion()), words.remedy());
    }

    private static RefusedException refused(
            Origin origin, String className, @Nullable String id, Words words, @Nullable Throwable cause) {
        return new RefusedException(new Refusal(origin.name(), className, id, words.cause(), words.remedy()), cause);
    }

    private static Words absent(String className, ClassNotFoundException absent) {
        // The loader also fails so when it finds the class but not the jar entry behind it.
        String why = absent.getCause() == null ? "" : " (" + absent.getCause().getMessage() + ")";
        return new Words(
                "its service file names %s, which is not in it%s".formatted(className, why),
                "build it again from clean, or copy the jar again");
    }

    private static Optional<Words> unfit(Class<?> type) {
        String remedy = "build it again with trackside-processor";
        if (!HandlerTable.class.isAssignableFrom(type)) {
            return Optional.of(new Words(
                    "its service file names %s, which is no dispatch table".formatted(type.getName()), remedy));
        }
        if (Modifier.isAbstract(type.getModifiers())
                || !Modifier.isPublic(type.getModifiers())
                || !hasPublicConstructor(type)) {
            return Optional.of(new Words(
                    "the dispatch table is not a public class with a public constructor without parameters", remedy));
        }
        return Optional.empty();
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }
}
