package dev.trackside.runtime.testing;

import dev.trackside.run.Trackside;
import dev.trackside.runtime.jar.Content;
import dev.trackside.spi.HandlerTable;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.NullMarked;

/** Compiles sources, changes what came out, and packs a jar: sound plugins and every kind of broken one. */
public final class TestJar {

    /** Many tests use the same plugins, and compiling takes longer than most tests. */
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, UnaryOperator<byte[]>> changes = new HashMap<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    /** A jar with the plugin {@code id}, whose table is {@code PACKAGE.Table}. */
    public static TestJar plugin(String id) {
        return new TestJar()
                .table(packageOf(id), id, "", "java.util.List.of()")
                .service(packageOf(id) + ".Table")
                .descriptor(id, "");
    }

    /** The same with the line in its service file that the processor writes, so that nothing else needs to be read. */
    public static TestJar lined(String id) {
        return new TestJar()
                .table(packageOf(id), id, "", "java.util.List.of()")
                .service("%1$s.Table # trackside 1 %2$s %1$s.Handler REPORT ALWAYS INFERRED - - - - 17 unknown"
                        .formatted(packageOf(id), id))
                .descriptor(id, "");
    }

    /** Another one with the same content. */
    public TestJar copy() {
        TestJar copy = new TestJar();
        copy.sources.putAll(sources);
        copy.files.putAll(files);
        copy.changes.putAll(changes);
        copy.services.addAll(services);
        copy.removed.addAll(removed);
        return copy;
    }

    /** Adds what the processor would write beside the table of {@code id}; what is given comes first. */
    public TestJar descriptor(String id, String more) {
        Matcher words =
                Pattern.compile("\"(phase|attach|onFailure)\": \"(\\w+)\"").matcher(more);
        while (words.find()) { // the table says the same
            String type = words.group(1).equals("onFailure")
                    ? "FailurePolicy"
                    : words.group(1).equals("phase") ? "Phase" : "Attach";
            String constant = type + "." + words.group(2);
            sources.computeIfPresent(
                    packageOf(id) + ".Table", (name, text) -> text.replaceAll("\\b" + type + "\\.[A-Z_]+", constant));
        }
        return descriptor(packageOf(id) + ".Table", id, more);
    }

    public TestJar descriptor(String table, String id, String more) {
        String inPackage = table.substring(0, table.lastIndexOf('.'));
        return file("META-INF/trackside/" + table + ".json", """
                {%s
                  "format": 1,
                  "id": "%s",
                  "class": "%s.Handler",
                  "description": "Says hello.",
                  "phase": "REPORT",
                  "attach": "ALWAYS",
                  "onFailure": "INFERRED",
                  "before": [],
                  "after": [],
                  "requires": [],
                  "produces": [],
                  "apiVersion": "unknown",
                  "events": [],
                  "handlers": [],
                  "options": []
                }
                """.formatted(more, id, inPackage)
                .lines()
                .filter(line ->
                        more.isEmpty() || !more.contains(line.strip().split(":", 2)[0] + ":") || line.startsWith("{"))
                .collect(java.util.stream.Collectors.joining("\n")));
    }

    public TestJar withoutDescriptors() {
        files.keySet().removeIf(name -> name.startsWith("META-INF/trackside/"));
        return this;
    }

    /** Leaves out files whose name has a part. */
    public TestJar withoutFiles(String part) {
        files.keySet().removeIf(name -> name.contains(part));
        return this;
    }

    public static String packageOf(String id) {
        return "plugin." + id.replace('-', '_');
    }

    /**
     * Adds a class with its table.
     *
     * @param members what the table has beside what it must have
     * @param produces an expression of type {@code List<String>}, run when the table is asked what it is: a probe inside the plugin
     */
    public TestJar table(String inPackage, String id, String members, String produces) {
        source(inPackage + ".Handler", "package %s; public class Handler {}".formatted(inPackage));
        return source(inPackage + ".Table", """
                package %s;
                import dev.trackside.*;
                import dev.trackside.spi.*;
                import java.util.List;
                public final class Table extends HandlerTable {
                  %s
                  @Override public Class<?> handlerClass() { return Handler.class; }
                  @Override public PluginSpec plugin() {
                    return new PluginSpec("%s", true, Phase.REPORT, Attach.ALWAYS, FailurePolicy.INFERRED,
                        List.of(), List.of(), List.of(), %s);
                  }
                  @Override public List<HandlerSpec> handlers() { return List.of(); }
                  @Override public Object create() { return new Handler(); }
                  @Override public BoundHandlers bind(Object target, Binder binder) {
                    return new BoundHandlers() {
                      @Override public Control call(int handler, Frame frame) { return null; }
                    };
                  }
                }
                """.formatted(inPackage, members, id, produces));
    }

    /** Makes the plugin require another one. */
    public TestJar requires(String id, String other) {
        sources.computeIfPresent(
                packageOf(id) + ".Table",
                (name, text) -> text.replace(
                        "List.of(), List.of(), List.of(), java",
                        "List.of(), List.of(), List.of(\"%s\"), java".formatted(other)));
        return descriptor(id, "\"requires\": [\"%s\"],".formatted(other));
    }

    /** Makes the plugin do something when its handlers are bound. */
    public TestJar whenBound(String id, String statement) {
        String method = "bind(Object target, Binder binder) {";
        sources.computeIfPresent(
                packageOf(id) + ".Table", (name, text) -> text.replace(method, method + " " + statement));
        return this;
    }

    /** Makes the table one of a class without {@code @Plugin}. */
    public TestJar unregistered(String id) {
        sources.computeIfPresent(packageOf(id) + ".Table", (name, text) -> text.replace("\", true,", "\", false,"));
        return this;
    }

    public TestJar source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    public TestJar file(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    /** Adds the class files of classes that the tests themselves are compiled with, nested ones too, and what the processor wrote beside them. */
    public TestJar classes(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            String table = HandlerTable.nameFor(type.getName());
            Path root = Path.of(location(type));
            Path folder = root.resolve(type.getPackageName().replace('.', '/'));
            String simple = type.getName().substring(type.getPackageName().length() + 1);
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    String name = file.getFileName().toString();
                    if (name.equals(simple + ".class")
                            || name.startsWith(simple + "$")
                            || name.startsWith(simple.replace('$', '_') + "_Table")) {
                        file(root.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            }
            Path descriptor = root.resolve("META-INF/trackside/" + table + ".json");
            if (Files.exists(descriptor)) {
                file(root.relativize(descriptor).toString(), Files.readAllBytes(descriptor));
                service(table);
            }
        }
        return this;
    }

    public TestJar service(String table) {
        services.add(table);
        return this;
    }

    public TestJar file(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Changes the bytes of a class after it was compiled. */
    public TestJar change(String name, UnaryOperator<byte[]> change) {
        changes.put(name.replace('.', '/') + ".class", change);
        return this;
    }

    /** Leaves out a class that the others were compiled with. */
    public TestJar without(String name) {
        removed.add(name.replace('.', '/') + ".class");
        return this;
    }

    public TestJar withoutServices() {
        services.clear();
        return this;
    }

    public Path in(Path folder, String name) throws IOException {
        Map<String, byte[]> content = new TreeMap<>(files);
        compile().forEach((file, bytes) -> content.put(file, bytes));
        removed.forEach(content::remove);
        changes.forEach((file, change) -> content.computeIfPresent(file, (key, bytes) -> change.apply(bytes)));
        if (!services.isEmpty()) {
            content.put(Content.SERVICES, (String.join("\n", services) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(folder);
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0); // equal content, equal bytes
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }

    private Map<String, byte[]> compile() throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Map<String, byte[]> known = COMPILED.get(sources);
        if (known == null) {
            known = compileAnew();
            COMPILED.put(Map.copyOf(sources), known);
        }
        return known;
    }

    private Map<String, byte[]> compileAnew() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        List<String> options = List.of(
                "-proc:none",
                sources.containsKey("module-info") ? "--module-path" : "-cp",
                String.join(
                        File.pathSeparator,
                        location(HandlerTable.class),
                        location(LogManager.class),
                        location(Trackside.class),
                        location(NullMarked.class)));
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(standard)) {
            if (!compiler.getTask(null, memory, null, options, null, units).call()) {
                throw new IllegalStateException("the sources of the test do not compile");
            }
            Map<String, byte[]> classes = new TreeMap<>();
            memory.classes.forEach(
                    (name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
            return classes;
        }
    }

    /** The jar or folder that a class comes from. */
    public static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException bad) {
            throw new IllegalStateException(bad);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }

        @Override
        public void close() {
            try {
                super.close();
            } catch (IOException bad) {
                throw new UncheckedIOException(bad);
            }
        }
    }
}
