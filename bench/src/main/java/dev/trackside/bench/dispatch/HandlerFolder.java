package dev.trackside.bench.dispatch;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A folder with compiled sets of handlers and their tables. It is made once, by the program; the JVMs that measure find it by a system property
 * and load each set with a class loader of its own, as plugins are.
 *
 * @param path the root of the packages
 */
record HandlerFolder(Path path) {

    /** Names the folder in the JVMs that measure. */
    static final String PROPERTY = "trackside.bench.handlers";

    /** How many sets there are of each kind: one to measure, the others to have gone through the same code before. */
    static final int SETS = 5;

    /** Compiled for the oldest Java, so that all JDKs are given the same classes. */
    private static final List<String> OPTIONS = List.of("--release", "17", "-nowarn", "-processorpath");

    static HandlerFolder ofThisJvm() {
        return new HandlerFolder(Path.of(Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY)));
    }

    /** Writes and compiles all sets. */
    static HandlerFolder compile(Path path) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("This Java cannot compile, it is no JDK: %s. Set JAVA_HOME to a JDK."
                    .formatted(System.getProperty("java.home")));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        String classPath = System.getProperty("java.class.path");
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of(processors(classPath), "-classpath", classPath, "-d", path.toString()));
        boolean done = compiler.getTask(null, null, diagnostics, options, null, sources())
                .call();
        if (!done) {
            throw new IllegalStateException(diagnostics.getDiagnostics().stream()
                    .filter(found -> found.getKind() == Diagnostic.Kind.ERROR)
                    .map(Object::toString)
                    .collect(Collectors.joining("\n", "The handlers cannot be compiled:\n", "")));
        }
        return new HandlerFolder(path);
    }

    /** Jars only: the folder of this module's classes has no processor, and javac would look into it for each class. */
    private static String processors(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<JavaFileObject> sources() {
        List<JavaFileObject> files = new ArrayList<>();
        for (HandlerKind kind : HandlerKind.values()) {
            for (int set = 0; set < SETS; set++) {
                String folder = kind.packageName(set).replace('.', '/');
                HandlerSources.write(kind, set)
                        .forEach((name, text) -> files.add(new Source(folder + "/" + name, text)));
            }
        }
        return files;
    }

    /** Loads the first handlers of a set by a new class loader. */
    HandlerSet load(HandlerKind kind, int set, int count) {
        try {
            URL[] roots = {path.toUri().toURL()};
            // Never closed: the classes of a set may be loaded at any time while it is used, and a folder keeps no file
            // open.
            ClassLoader loader = new URLClassLoader(roots, HandlerFolder.class.getClassLoader());
            return new HandlerSet(loader, kind, set, count);
        } catch (MalformedURLException fault) {
            throw new IllegalStateException("no folder: " + path, fault);
        }
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
