package dev.trackside.dist;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One module of the house: a folder, and what stands in it. */
record Room(String folder, Path path) {

    /** All modules with main sources, as found on disk, so that a new one cannot be forgotten. */
    static List<Room> all() {
        Path house = Path.of(System.getProperty("trackside.house", "..")).normalize();
        try (Stream<Path> paths = Files.find(
                house,
                3,
                (path, attributes) ->
                        path.endsWith("pom.xml") && Files.isDirectory(path.resolveSibling("src/main/java")))) {
            return paths.map(Path::getParent)
                    .map(path -> new Room(house.relativize(path).toString().replace('\\', '/'), path))
                    .filter(room -> !room.folder().startsWith("examples/"))
                    .sorted((a, b) -> a.folder().compareTo(b.folder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compiled main classes, package-info included. */
    JavaClasses classes() {
        return compiled("target/classes");
    }

    /** The compiled test classes, none if the module has no tests. */
    JavaClasses testClasses() {
        return compiled("target/test-classes");
    }

    Set<String> packages() {
        return classes().stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return folder;
    }

    private JavaClasses compiled(String target) {
        return new ClassFileImporter().importPath(path.resolve(target));
    }
}
