package dev.trackside.runtime.discovery;

import dev.trackside.runtime.discovery.FileDecision.Place;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.ServiceEntries;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.HostContent;
import dev.trackside.spi.HandlerTable;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds plugins in named modules, by what their descriptors provide. Where Trackside runs from the class path there can be none. */
final class ModuleScan {

    private static final String SERVICE = HandlerTable.class.getName();

    private final ClassPathScan classPath;
    private final Set<File> files = new HashSet<>();

    ModuleScan(ClassPathScan classPath) {
        this.classPath = classPath;
    }

    /** Whether a file is a module that was looked at. */
    boolean has(File file) {
        return files.contains(file);
    }

    void run() {
        ModuleLayer layer = HandlerTable.class.getModule().getLayer();
        if (layer == null) {
            return;
        }
        for (ResolvedModule resolved : layer.configuration().modules()) {
            Optional<Module> module = layer.findModule(resolved.name());
            File file = file(resolved);
            if (file != null && module.isPresent()) {
                scan(module.get(), file, provided(module.get().getDescriptor()));
            }
        }
    }

    private static List<String> provided(ModuleDescriptor descriptor) {
        List<String> tables = new ArrayList<>();
        for (ModuleDescriptor.Provides provides : descriptor.provides()) {
            if (provides.service().equals(SERVICE)) {
                tables.addAll(provides.providers());
            }
        }
        return tables;
    }

    private static @Nullable File file(ResolvedModule module) {
        URI location = module.reference().location().orElse(null);
        if (location == null || !"file".equals(location.getScheme())) {
            return null; // a module of the JDK
        }
        try {
            return Path.of(location).toFile();
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            return null;
        }
    }

    private void scan(Module module, File file, List<String> provided) {
        files.add(file);
        Content content = HostContent.ofFile(file);
        Seen seen = classPath.seen();
        try {
            byte[] services = content.read(Content.SERVICES, 1 << 20);
            if (provided.isEmpty() && services == null) {
                return;
            }
            FileDecision decision = seen.file(new FileDecision(file.getName(), file.toPath(), Place.MODULE_PATH))
                    .pass(Rule.NAME);
            List<String> missing = new ArrayList<>(
                    services == null ? List.of() : ServiceEntries.read(services).names());
            missing.removeAll(provided);
            if (!missing.isEmpty()) {
                seen.refuse(
                        decision,
                        Rule.SERVICES,
                        missing.get(0),
                        null,
                        new Words(
                                "the module %s does not provide %s, and of a named module the service file does not count"
                                        .formatted(module.getName(), String.join(", ", missing)),
                                "add to its module-info: provides %s with %s"
                                        .formatted(SERVICE, String.join(", ", missing))));
            }
            JarFacts facts = JarFacts.ofModule(content, provided, missing);
            ClassLoader loader = module.getClassLoader();
            if (loader != null) {
                classPath.add(decision, content, facts, file, loader);
            }
        } catch (IOException bad) {
            seen.refuse(
                    seen.file(new FileDecision(file.getName(), file.toPath(), Place.MODULE_PATH)),
                    Rule.READABLE,
                    new Words("it cannot be read (%s)".formatted(bad.getMessage()), "copy the jar again"));
        }
    }
}
