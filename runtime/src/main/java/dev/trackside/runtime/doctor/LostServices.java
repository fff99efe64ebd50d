package dev.trackside.runtime.doctor;

import dev.trackside.runtime.doctor.Doctor.Complaint;
import dev.trackside.runtime.jar.Content;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds services for Trackside, other than plugins, that nobody can load: engines, commands and their like. */
final class LostServices {

    private static final String FOLDER = "META-INF/services/";
    private static final String OF_TRACKSIDE = FOLDER + "dev.trackside.";

    private LostServices() {}

    /** Services on the class path whose class cannot be one. */
    static List<Complaint> ofClassPath(ScanResult scan) {
        List<Complaint> complaints = new ArrayList<>();
        for (Resource resource : files(scan)) {
            for (String name : UnseenPlugins.lines(resource)) {
                String fault = fault(scan.getClassInfo(name));
                if (fault != null) {
                    complaints.add(new Complaint(
                            Doctor.Kind.SERVICE,
                            Doctor.name(resource.getClasspathElementFile()),
                            name,
                            "is registered as %s, but %s".formatted(service(resource), fault),
                            "build the jar again from clean, or take the line out of %s"
                                    .formatted(resource.getPath())));
                }
            }
        }
        return complaints;
    }

    /** Services in a plugins folder, where nobody looks for them. */
    static List<Complaint> ofFolder(ScanResult scan) {
        List<Complaint> complaints = new ArrayList<>();
        for (Resource resource : files(scan)) {
            for (String name : UnseenPlugins.lines(resource)) {
                complaints.add(new Complaint(
                        Doctor.Kind.SERVICE,
                        Doctor.name(resource.getClasspathElementFile()),
                        name,
                        "is registered as %s, which is looked for on the class path only".formatted(service(resource)),
                        "put the jar on the class path instead (the folder lib of the distribution)"));
            }
        }
        return complaints;
    }

    private static List<Resource> files(ScanResult scan) {
        List<Resource> files = new ArrayList<>();
        for (Resource resource : scan.getAllResources()) {
            String path = resource.getPath();
            if (path.startsWith(OF_TRACKSIDE)
                    && !path.startsWith(OF_TRACKSIDE + "processor.") // for compilers
                    && !path.equals(Content.SERVICES)) {
                files.add(resource);
            }
        }
        return files;
    }

    private static String service(Resource resource) {
        return resource.getPath().substring(FOLDER.length());
    }

    private static @Nullable String fault(@Nullable ClassInfo type) {
        if (type == null || type.isExternalClass()) {
            return "there is no such class";
        }
        if (type.isAbstract() || !type.isPublic()) {
            return "it is not a public class that can be created";
        }
        for (MethodInfo constructor : type.getDeclaredConstructorInfo()) {
            if (constructor.isPublic() && constructor.getParameterInfo().length == 0) {
                return null;
            }
        }
        return "it has no public constructor without parameters";
    }
}
