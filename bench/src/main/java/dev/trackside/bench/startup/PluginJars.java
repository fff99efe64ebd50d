package dev.trackside.bench.startup;

import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes jars of five plugins and twenty other classes each. One is compiled, with Trackside's processor; the others are that one with another
 * package name of the same length.
 */
final class PluginJars {

    private static final String PACKAGE = "p0000";
    private static final int PLUGINS = 5;
    private static final int OTHERS = 20;

    private PluginJars() {}

    /**
     * Makes folders of jars.
     *
     * @param args the folder to make them in, the processor path, the class path with PF4J, and how many jars in each folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, byte[]> trackside = compile(folder.resolve("trackside-classes"), args[1], args[2], false);
        Map<String, byte[]> pf4j = compile(folder.resolve("pf4j-classes"), args[1], args[2], true);
        for (String count : List.of(args).subList(3, args.length)) {
            for (int i = 0; i < Integer.parseInt(count); i++) {
                write(folder.resolve("trackside-" + count), i, trackside);
                write(folder.resolve("pf4j-" + count), i, pf4j);
            }
        }
    }

    private static Map<String, byte[]> compile(Path output, String processors, String classPath, boolean pf4j)
            throws IOException {
        Path sources = output.resolveSibling(output.getFileName() + "-sources").resolve(PACKAGE);
        Files.createDirectories(sources);
        Files.createDirectories(output);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < PLUGINS; i++) {
            String name = "Plugin" + (char) ('A' + i);
            files.add(Files.writeString(
                    sources.resolve(name + ".java"), pf4j ? extension(name) : plugin(name, (char) ('a' + i))));
        }
        for (int i = 0; i < OTHERS; i++) {
            files.add(Files.writeString(sources.resolve("Other" + i + ".java"), other(i)));
        }
        List<String> options = new ArrayList<>(List.of("-d", output.toString(), "--release", "17", "-cp", classPath));
        options.addAll(pf4j ? List.of("-proc:none") : List.of("-processorpath", processors));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            if (!compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call()) {
                throw new IllegalStateException("the plugins of the benchmark do not compile");
            }
        }
        Map<String, byte[]> content = read(output);
        content.put("META-INF/MANIFEST.MF", manifest(pf4j));
        if (pf4j) {
            StringBuilder index = new StringBuilder();
            for (int i = 0; i < PLUGINS; i++) {
                index.append(PACKAGE).append(".Plugin").append((char) ('A' + i)).append('\n');
            }
            content.put("META-INF/extensions.idx", index.toString().getBytes(StandardCharsets.UTF_8));
        }
        return content;
    }

    private static byte[] manifest(boolean pf4j) {
        String text = "Manifest-Version: 1.0\r\nImplementation-Version: 1.0.0\r\n"
                + (pf4j ? "Plugin-Id: " + PACKAGE + "\r\nPlugin-Version: 1.0.0\r\n" : "")
                + "\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String plugin(String name, char letter) {
        return """
                package %1$s;
                import dev.trackside.*;
                /** Keeps the last loss. */
                @Plugin("%1$s-%3$s")
                public final class %2$s {
                  /** How often. */
                  @Option(min = 1) int often = 5;
                  @State double last = Double.NaN;
                  @OnEpochEnd void keep(Epoch epoch, @Metric("loss") double loss) {
                    if (epoch.number() %% often == 0) { last = loss; }
                  }
                  @OnTrainEnd void end(Run run) { if (last > 1e9) { throw new IllegalStateException(run.name()); } }
                }
                """.formatted(PACKAGE, name, letter);
    }

    private static String extension(String name) {
        return """
                package %s;
                @org.pf4j.Extension
                public class %s implements org.pf4j.ExtensionPoint {
                  int often = 5;
                  double last = Double.NaN;
                  public void keep(int epoch, double loss) { if (epoch %% often == 0) { last = loss; } }
                  public void end(String run) { if (last > 1e9) { throw new IllegalStateException(run); } }
                }
                """.formatted(PACKAGE, name);
    }

    private static String other(int index) {
        return """
                package %s;
                public final class Other%d {
                  private final int size;
                  public Other%2$d(int size) { this.size = size; }
                  public long sum() { long sum = 0; for (int i = 0; i < size; i++) { sum += i * %2$dL; } return sum; }
                }
                """.formatted(PACKAGE, index);
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    content.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                } catch (IOException bad) {
                    throw new UncheckedIOException(bad);
                }
            });
        }
        if (!folder.toString().contains("pf4j")
                && !content.containsKey("META-INF/services/" + HandlerTable.class.getName())) {
            throw new IllegalStateException("Trackside's processor did not run");
        }
        return content;
    }

    private static void write(Path folder, int number, Map<String, byte[]> content) throws IOException {
        String name = String.format(Locale.ROOT, "p%04d", number);
        Files.createDirectories(folder);
        Path target = folder.resolve(name + ".jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target))) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey().replace(PACKAGE, name)));
                jar.write(renamed(file.getValue(), name));
                jar.closeEntry();
            }
        }
        // What was changed a moment ago is not remembered by any cache.
        Files.setLastModifiedTime(target, FileTime.from(Instant.now().minus(1, ChronoUnit.DAYS)));
    }

    /** Bytes stay bytes in this encoding, and the names have one length, so class files stay sound. */
    private static byte[] renamed(byte[] bytes, String name) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(PACKAGE, name)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
