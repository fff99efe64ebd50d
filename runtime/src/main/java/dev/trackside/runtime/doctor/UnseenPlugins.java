package dev.trackside.runtime.doctor;

import dev.trackside.EventType;
import dev.trackside.Plugin;
import dev.trackside.TracksideException;
import dev.trackside.runtime.doctor.Doctor.Complaint;
import dev.trackside.runtime.facts.ServiceEntries;
import dev.trackside.runtime.jar.Content;
import dev.trackside.spi.HandlerTable;
import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds classes with handlers that the processor never saw, and plugins whose service entry was lost. */
final class UnseenPlugins {

    private static final String API = "dev.trackside.On";

    private final ScanResult scan;
    private final Set<String> refused;
    private final Set<String> registered;

    /**
     * Creates it.
     *
     * @param scan what was read
     * @param refused tables of which something was said already
     */
    UnseenPlugins(ScanResult scan, Set<String> refused) {
        this.scan = scan;
        this.refused = refused;
        this.registered = registered(scan);
    }

    List<Complaint> complaints() {
        List<Complaint> complaints = new ArrayList<>();
        for (ClassInfo type : scan.getAllStandardClasses()) {
            if (!type.isAbstract() && !type.isAnonymousInnerClass()) {
                complaint(type).ifPresent(complaints::add);
            }
        }
        return complaints;
    }

    private Optional<Complaint> complaint(ClassInfo type) {
        Optional<String> event = handledEvent(type);
        if (event.isEmpty()) {
            return Optional.empty();
        }
        String table = HandlerTable.nameFor(type.getName());
        if (scan.getClassInfo(table) == null) {
            return Optional.of(
                    new Complaint(
                            Doctor.Kind.NO_TABLE,
                            source(type),
                            type.getName(),
                            "has @%s but no dispatch table, so none of its handlers is called".formatted(event.get()),
                            "compile it with trackside-processor on the annotation processor path; javac 23 and later run no processor unless told to"));
        }
        if (type.hasAnnotation(Plugin.class) && !registered.contains(table) && !refused.contains(table)) {
            return Optional.of(new Complaint(
                    Doctor.Kind.NOT_REGISTERED,
                    source(type),
                    type.getName(),
                    "is a plugin that no service entry names, so no run finds it",
                    "merge the files %s when jars are packed into one".formatted(Content.SERVICES)));
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
        for (Resource resource : scan.getResourcesWithPath(Content.SERVICES)) {
            names.addAll(lines(resource));
        }
        return names;
    }

    /** The names in a service file, read as at a start. */
    static List<String> lines(Resource resource) {
        try (resource) {
            return ServiceEntries.read(resource.load()).names();
        } catch (IOException fault) {
            throw new TracksideException(
                    "%s cannot be read: %s.".formatted(resource.getURI(), fault.getMessage()), fault);
        }
    }

    private static String source(ClassInfo type) {
        return Doctor.name(type.getClasspathElementFile());
    }
}
