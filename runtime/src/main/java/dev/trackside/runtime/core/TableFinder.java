package dev.trackside.runtime.core;

import dev.trackside.EventType;
import dev.trackside.TracksideException;
import dev.trackside.spi.HandlerTable;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the dispatch table of an instance that code attaches: that of its class, or of its nearest superclass that has one. */
public final class TableFinder {

    private TableFinder() {}

    /**
     * Finds the table through the loader of the class.
     *
     * @param callback an instance of a class with handlers
     * @return its table
     * @throws TracksideException if there is none or it cannot be reached; the message says what to do
     */
    public static HandlerTable find(Object callback) {
        return find(callback, null);
    }

    /**
     * Finds the table with the rights of the caller.
     *
     * @param callback an instance of a class with handlers
     * @param lookup a lookup that may access the package of the class; null for none
     * @return its table
     */
    public static HandlerTable find(Object callback, MethodHandles.@Nullable Lookup lookup) {
        for (Class<?> type = callback.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            Class<?> table = load(type);
            if (table != null) {
                return create(type, table, lookup);
            }
            Optional<Class<? extends Annotation>> handled = handledEvent(type);
            if (handled.isPresent()) {
                throw missing(type, handled.get());
            }
        }
        throw new TracksideException(
                "%s has no handlers: no method of it carries an event annotation such as @OnEpochEnd."
                        .formatted(callback.getClass().getName()));
    }

    private static @Nullable Class<?> load(Class<?> type) {
        try {
            return Class.forName(HandlerTable.nameFor(type.getName()), true, type.getClassLoader());
        } catch (ClassNotFoundException absent) {
            return null; // a superclass may have one
        }
    }

    private static HandlerTable create(Class<?> type, Class<?> table, MethodHandles.@Nullable Lookup lookup) {
        try {
            if (lookup != null) {
                return (HandlerTable) MethodHandles.privateLookupIn(table, lookup)
                        .findConstructor(table, MethodType.methodType(void.class))
                        .invoke();
            }
            return (HandlerTable) table.getConstructor().newInstance();
        } catch (IllegalAccessException closed) {
            return provided(type, table)
                    .orElseThrow(() -> new TracksideException(
                            """
                            The module %1$s does not let Trackside reach %2$s. Do one of these:
                              in its module-info: provides dev.trackside.spi.HandlerTable with %2$s;
                              in its module-info: opens %3$s;
                              in code: attach(callback, MethodHandles.lookup())""".formatted(type.getModule().getName(), table.getName(), type.getPackageName()), closed));
        } catch (InvocationTargetException | InstantiationException | NoSuchMethodException fault) {
            throw unusable(type, table, fault);
        } catch (Throwable fault) { // what an invoked handle may throw
            throw unusable(type, table, fault);
        }
    }

    private static TracksideException unusable(Class<?> type, Class<?> table, Throwable fault) {
        return new TracksideException(
                "%s, the dispatch table of %s, cannot be created: %s. Compile the class again with the trackside-processor that fits this runtime."
                        .formatted(table.getName(), type.getName(), fault),
                fault);
    }

    private static Optional<HandlerTable> provided(Class<?> type, Class<?> table) {
        ModuleLayer layer = type.getModule().getLayer();
        if (layer == null) {
            return Optional.empty();
        }
        return ServiceLoader.load(layer, HandlerTable.class).stream()
                .filter(provider -> provider.type() == table)
                .findFirst()
                .map(ServiceLoader.Provider::get);
    }

    /** An event that a method of a class handles, or a default method of its interfaces. */
    private static Optional<Class<? extends Annotation>> handledEvent(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                if (annotation.annotationType().isAnnotationPresent(EventType.class)) {
                    return Optional.of(annotation.annotationType());
                }
            }
        }
        return Arrays.stream(type.getInterfaces())
                .flatMap(parent -> handledEvent(parent).stream())
                .findFirst();
    }

    private static TracksideException missing(Class<?> type, Class<? extends Annotation> event) {
        if (type.isLocalClass() || type.isAnonymousClass()) {
            return new TracksideException(
                    "%s has @%s, but is %s: the annotation processor sees no classes inside of methods and writes no table for them. Make it a static nested class, or one of its own."
                            .formatted(
                                    type.getName(),
                                    event.getSimpleName(),
                                    type.isAnonymousClass() ? "an anonymous class" : "a local class"));
        }
        return new TracksideException("""
                %1$s has @%2$s but no dispatch table: %3$s was not found by %4$s.
                The annotation processor did not run when %1$s was compiled: javac 23 and later run none unless told to, and a list of \
                processors that names others only leaves it out. Add it and compile again.
                Maven, in the <configuration> of maven-compiler-plugin:
                  <annotationProcessorPaths>
                    <path>
                      <groupId>dev.trackside</groupId>
                      <artifactId>trackside-processor</artifactId>
                      <version>%5$s</version>
                    </path>
                  </annotationProcessorPaths>
                Gradle, in dependencies:
                  annotationProcessor("dev.trackside:trackside-processor:%5$s")""".formatted(
                        type.getName(),
                        event.getSimpleName(),
                        HandlerTable.nameFor(type.getName()),
                        type.getClassLoader(),
                        version()));
    }

    /** That of the jar this class is in; a word that asks to be replaced where there is no jar. */
    private static String version() {
        String ofPackage = TableFinder.class.getPackage().getImplementationVersion();
        ModuleDescriptor module = TableFinder.class.getModule().getDescriptor();
        return Optional.ofNullable(ofPackage)
                .or(() -> Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion))
                .orElse("VERSION");
    }
}
