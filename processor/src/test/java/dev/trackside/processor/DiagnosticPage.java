package dev.trackside.processor;

import dev.trackside.Plugin;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A page of {@code docs/diagnostics}: its wrong and its right code. */
public record DiagnosticPage(String id, List<Block> wrong, List<Block> right) {

    private static final Path FOLDER = Path.of("../docs/diagnostics");
    private static final Set<String> NO_DIAGNOSTICS = Set.of("README", "misuse");
    private static final Pattern BLOCK = Pattern.compile("```java( library)?\\n(.*?)```", Pattern.DOTALL);

    public static final Path API = pathOf(Plugin.class);
    public static final Path JSPECIFY = pathOf(NullMarked.class);

    private static Path pathOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** A source; a library is compiled first, without debug information, and read as class files. */
    record Block(boolean library, String text) {}

    static List<DiagnosticPage> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<DiagnosticPage> pages = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".md", "");
                if (!NO_DIAGNOSTICS.contains(name)) {
                    pages.add(read(name, Files.readString(file)));
                }
            }
            return pages;
        }
    }

    private static DiagnosticPage read(String id, String text) {
        int wrong = text.indexOf("## Wrong");
        int right = text.indexOf("## Right");
        return new DiagnosticPage(
                id,
                wrong < 0 ? List.of() : blocks(text.substring(wrong, right)),
                right < 0 ? List.of() : blocks(text.substring(right)));
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(new Block(block.group(1) != null, block.group(2)));
        }
        return blocks;
    }

    static Compiling compiling(List<Block> blocks, Path folder) {
        String[] sources = blocks.stream()
                .filter(block -> !block.library())
                .map(Block::text)
                .toArray(String[]::new);
        String[] libraries =
                blocks.stream().filter(Block::library).map(Block::text).toArray(String[]::new);
        if (libraries.length > 0) {
            Compiling.source(libraries)
                    .with("-g:none")
                    .processedBy()
                    .compile()
                    .compilesCleanly()
                    .writeTo(folder);
        }
        Compiling compiling = Compiling.source(sources).processedBy(new TableProcessor(), new IndexProcessor());
        boolean module = Stream.of(sources).anyMatch(source -> source.startsWith("module"));
        return module ? compiling.modulePath(API, JSPECIFY) : compiling.classPath(API, folder);
    }

    @Override
    public String toString() {
        return id;
    }
}
