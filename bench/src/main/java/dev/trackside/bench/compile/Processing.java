package dev.trackside.bench.compile;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;

/** How processors come into a compilation. */
interface Processing {

    /** No processors. */
    Processing NONE = new Processing() {
        @Override
        public List<String> options() {
            return List.of("-proc:none");
        }

        @Override
        public void apply(JavaCompiler.CompilationTask task) {}
    };

    List<String> options();

    void apply(JavaCompiler.CompilationTask task);

    /** From a processor path, whose classes javac loads anew each time, as in Maven. */
    static Processing anew(List<Path> jars) {
        String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new Processing() {
            @Override
            public List<String> options() {
                return List.of("-processorpath", path);
            }

            @Override
            public void apply(JavaCompiler.CompilationTask task) {}
        };
    }

    /** From a class loader that is kept, so that their code is warm too, as in a daemon of Gradle. */
    static Processing kept(List<Path> jars) {
        URL[] urls = jars.stream().map(Processing::url).toArray(URL[]::new);
        // Not closed: its classes are used until the program ends.
        ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        return new Processing() {
            @Override
            public List<String> options() {
                return List.of();
            }

            @Override
            public void apply(JavaCompiler.CompilationTask task) {
                List<Processor> processors = new ArrayList<>();
                ServiceLoader.load(Processor.class, loader).forEach(processors::add);
                task.setProcessors(processors);
            }
        };
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(jar.toString(), impossible);
        }
    }
}
