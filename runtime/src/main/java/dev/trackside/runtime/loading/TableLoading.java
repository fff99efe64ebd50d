package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
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

    /** Gives a loader when it is needed. */
    interface Loading {
        ClassLoader loader();
    }

    /**
     * Loads a table and sees that it can answer what a run will ask it.
     *
     * @param className its binary name
     * @param loading gives the loader of its classes; may fail where a jar is not what it should be
     * @param origin where it was found
     * @param facts what its descriptor says; null if there is none
     * @return the table
     * @throws RefusedException with cause and remedy
     */
    static HandlerTable load(String className, Loading loading, Origin origin, @Nullable PluginFacts facts) {
        String id = facts == null ? null : facts.spec().id();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            ClassLoader loader = loading.loader();
            PluginContext.ofLoader(loader).enter();
            Class<?> type = Class.forName(className, false, loader);
            Optional<Causes.Words> unfit = unfit(type);
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

    /** Only {@code ServiceLoader} may create what a module provides and does not export. */
    private static HandlerTable provided(Class<?> type, Module module) throws ReflectiveOperationException {
        ModuleLayer layer = module.getLayer();
        if (layer != null) {
            for (ServiceLoader.Provider<HandlerTable> provider :
                    ServiceLoader.load(layer, HandlerTable.class).stream().toList()) {
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
            Causes.Words words = new Causes.Words(
                    "it is the table of a class without @Plugin, which only code attaches",
                    "annotate the class with @Plugin, or remove the entry from the service file");
            throw refused(origin, className, null, words, null);
        }
        Optional<Causes.Words> badId = badId(spec.id());
        if (badId.isPresent()) {
            throw refused(origin, className, null, badId.get(), null);
        }
        if (facts != null && !facts.spec().id().equals(spec.id())) {
            Causes.Words words = new Causes.Words(
                    "its descriptor calls the plugin '%s', its class '%s': they are of two builds"
                            .formatted(facts.spec().id(), spec.id()),
                    "build it again from clean");
            throw refused(origin, className, facts.spec().id(), words, null);
        }
        return table;
    }

    /** Why an id cannot be used, in words. */
    static Optional<Causes.Words> badId(String id) {
        Optional<String> problem = Ids.problem(id);
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        String sentence = problem.get();
        return Optional.of(new Causes.Words(sentence.substring(0, sentence.length() - 1), "tell its author"));
    }

    /** What does not link may be of another version; then both are named. */
    private static Causes.Words skewed(Causes.Words words, Throwable fault, @Nullable PluginFacts facts) {
        Throwable inner = fault.getCause() != null && !(fault instanceof LinkageError) ? fault.getCause() : fault;
        if (!(inner instanceof IncompatibleClassChangeError) || facts == null) {
            return words;
        }
        return new Causes.Words(words.cause() + VersionSkew.words(facts.apiVersion()), words.remedy());
    }

    private static RefusedException refused(
            Origin origin, String className, @Nullable String id, Causes.Words words, @Nullable Throwable cause) {
        return new RefusedException(new Refusal(origin.name(), className, id, words.cause(), words.remedy()), cause);
    }

    private static Causes.Words absent(String className, ClassNotFoundException absent) {
        // The loader also fails so when it finds the class but not the jar entry behind it.
        String why = absent.getCause() == null ? "" : " (" + absent.getCause().getMessage() + ")";
        return new Causes.Words(
                "its service file names %s, which is not in it%s".formatted(className, why),
                "build it again from clean, or copy the jar again");
    }

    private static Optional<Causes.Words> unfit(Class<?> type) {
        String remedy = "build it again with trackside-processor";
        if (!HandlerTable.class.isAssignableFrom(type)) {
            return Optional.of(new Causes.Words(
                    "its service file names %s, which is no dispatch table".formatted(type.getName()), remedy));
        }
        if (Modifier.isAbstract(type.getModifiers())
                || !Modifier.isPublic(type.getModifiers())
                || !hasPublicConstructor(type)) {
            return Optional.of(new Causes.Words(
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
