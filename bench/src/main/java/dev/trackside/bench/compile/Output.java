package dev.trackside.bench.compile;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Takes what a compilation writes into memory, so that no disk is measured. */
final class Output extends ForwardingJavaFileManager<JavaFileManager> {

    private final List<Written> written = new ArrayList<>();

    Output(JavaFileManager manager) {
        super(manager);
    }

    /** What processors have written. */
    List<Source> generated() {
        return written.stream()
                .filter(file -> file.getKind() == JavaFileObject.Kind.SOURCE)
                .map(file -> new Source(
                        file.toUri().getPath().substring(1),
                        file.getCharContent(true).toString()))
                .toList();
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        return add(className.replace('.', '/') + kind.extension, kind);
    }

    @Override
    public FileObject getFileForOutput(
            Location location, String packageName, String relativeName, @Nullable FileObject sibling) {
        return add(relativeName, JavaFileObject.Kind.OTHER);
    }

    private Written add(String path, JavaFileObject.Kind kind) {
        Written file = new Written(path, kind);
        written.add(file);
        return file;
    }

    private static final class Written extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

        Written(String path, Kind kind) {
            super(URI.create("written:///" + path), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
