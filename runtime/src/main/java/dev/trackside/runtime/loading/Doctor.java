package dev.trackside.runtime.loading;

import dev.trackside.EventType;
import dev.trackside.Plugin;
import dev.trackside.TracksideException;
import dev.trackside.spi.HandlerTable;
import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what discovery cannot see: classes with handlers that the processor never saw, and plugins whose service entry was lost. It reads class
 * files by ClassGraph and loads none of them. For diagnosis only; a run never does this.
 */
public final class Doctor {

    private static final String SERVICES = "META-INF/services/" + HandlerTable.class.getName();
    private static final String API = "dev.trackside.On";

    private Doctor() {}

    /**
     * Something that will not work as its author meant it.
     *
     * @param source the jar or folder, for people
     * @param className the class at fault
     * @param what what is wrong, in words, without a period
     * @param remedy what to do, in words, without a period
     */
    public record Complaint(String source, String className, String what, String remedy) {

        /**
         * The complaint as one line.
         *
         * @return source, class, what is wrong and what to do
         */
        public String text() {
            return "%s: %s %s; %s.".formatted(source, className, what, remedy);
        }
    }

    /**
     * Examines the class path, and the jars in folders and their sub-folders.
     *
     * @param classPath the loader of the class path
     * @param folders folders with plugins
     * @return complaints by source and class; what {@link Discovery} refuses is not among them
     */
    public static List<Complaint> examine(ClassLoader classPath, List<Path> folders) {
        List<Complaint> complaints = new ArrayList<>(examine(new ClassGraph().addClassLoader(classPath)));
        for (Path folder : folders) {
            for (Path jar : jars(folder)) {
                complaints.addAll(examine(new ClassGraph().overrideClasspath(jar.toString())));
            }
        }
        return complaints;
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new TracksideException(
                    "The folder %s cannot be read: %s.".formatted(folder, fault.getMessage()), fault);
        }
    }

    private static List<Complaint> examine(ClassGraph graph) {
        try (ScanResult scan = graph.enableMethodInfo()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility()
                .scan()) {
            Set<String> registered = registered(scan);
            List<Complaint> complaints = new ArrayList<>();
            for (ClassInfo type : scan.getAllStandardClasses()) {
                if (!type.isAbstract() && !type.isAnonymousInnerClass()) {
                    examine(type, scan, registered).ifPresent(complaints::add);
                }
            }
            return complaints;
        }
    }

    private static Optional<Complaint> examine(ClassInfo type, ScanResult scan, Set<String> registered) {
        Optional<String> event = handledEvent(type);
        if (event.isEmpty()) {
            return Optional.empty();
        }
        String table = HandlerTable.nameFor(type.getName());
        if (scan.getClassInfo(table) == null) {
            return Optional.of(
                    new Complaint(
                            source(type),
                            type.getName(),
                            "has @%s but no dispatch table, so none of its handlers is called".formatted(event.get()),
                            "compile it with trackside-processor on the annotation processor path; javac 23 and later run no processor unless told to"));
        }
        if (type.hasAnnotation(Plugin.class) && !registered.contains(table)) {
            return Optional.of(new Complaint(
                    source(type),
                    type.getName(),
                    "is a plugin that no service entry names, so no run finds it",
                    "merge the files %s when jars are packed into one".formatted(SERVICES)));
        }
        return Optional.empty();
    }

    private static Optional<String> handledEvent(ClassInfo type) {
        for (MethodInfo method : type.getDeclaredMethodInfo()) {
            for (AnnotationInfo annotation : method.getAnnotationInfo()) {
                ClassInfo info = annotation.getClassInfo();
                if (annotation.getName().startsWith(API) || (info != null && info.hasAnnotation(EventType.class))) {
                    String name = annotation.getName();
                    return Optional.of(name.substring(name.lastIndexOf('.') + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> registered(ScanResult scan) {
        Set<String> names = new HashSet<>();
        for (Resource resource : scan.getResourcesWithPath(SERVICES)) {
            try (resource) {
                names.addAll(ServiceEntries.read(resource.load()).names());
            } catch (IOException fault) {
                throw new TracksideException(
                        "%s cannot be read: %s.".formatted(resource.getURI(), fault.getMessage()), fault);
            }
        }
        return names;
    }

    private static String source(ClassInfo type) {
        return type.getClasspathElementFile() == null
                ? "class path"
                : type.getClasspathElementFile().getName();
    }
}
