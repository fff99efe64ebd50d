package dev.trackside.bench.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the jars of processors. */
final class Tools {

    private Tools() {}

    /** The jars of a folder whose names begin with one of some texts. */
    static List<Path> jars(Path folder, String... beginnings) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> isMeant(file.getFileName().toString(), beginnings))
                    .sorted()
                    .toList();
            if (jars.size() < beginnings.length) {
                throw new IllegalStateException("There are no jars of %s in %s: build the module bench."
                        .formatted(List.of(beginnings), folder));
            }
            return jars;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + " cannot be listed: build the module bench.", unreadable);
        }
    }

    /** javac looks for processors in the class path of this program first, where they would be loaded once and be warm. */
    static void requireAbsent(String processor) {
        if (Tools.class.getClassLoader().getResource(processor.replace('.', '/') + ".class") != null) {
            throw new IllegalStateException(
                    processor
                            + " is on the class path of this program, so it would not be loaded anew: start it by bench/compile-cost.sh.");
        }
    }

    private static boolean isMeant(String file, String... beginnings) {
        return file.endsWith(".jar") && Stream.of(beginnings).anyMatch(file::startsWith);
    }
}
