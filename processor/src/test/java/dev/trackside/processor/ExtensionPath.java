package dev.trackside.processor;

import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;

/** A processor path with extensions on it: a class loader whose service file names them. */
final class ExtensionPath {

    private final ClassLoader loader;

    private ExtensionPath(ClassLoader loader) {
        this.loader = loader;
    }

    /** Extensions that the class path of the tests holds, in the order in which the service file is to name them. */
    static ExtensionPath with(Path folder, Class<?>... types) throws IOException {
        return named(folder, Stream.of(types).map(Class::getName).toArray(String[]::new));
    }

    /** Extensions by name, which the folder may hold, or nobody. */
    static ExtensionPath named(Path folder, String... names) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(ProcessorExtension.class.getName()), List.of(names));
        return new ExtensionPath(
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ExtensionPath.class.getClassLoader()));
    }

    TableProcessor tableProcessor() {
        return new TableProcessor(loader);
    }

    ExtensionProcessor extensionProcessor() {
        return new ExtensionProcessor(loader);
    }

    /** As strictly as users may compile. */
    Compiling compiling(String... sources) {
        return Compiling.source(sources)
                .processedBy(processors())
                .with("-Xlint:all,-processing,-auxiliaryclass", "-Werror");
    }

    Processor[] processors() {
        return new Processor[] {tableProcessor(), new IndexProcessor(), extensionProcessor()};
    }
}
