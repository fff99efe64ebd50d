package dev.trackside.bench.dispatch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK to measure on.
 *
 * @param home its folder
 * @param version its version
 */
record Jdk(Path home, Runtime.Version version) {

    /** Where installers put JDKs, on the systems that we know. */
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/lib/jvm",
            "/usr/local/lib/jvm",
            "/opt/java",
            "/Library/Java/JavaVirtualMachines",
            System.getProperty("user.home") + "/.sdkman/candidates/java",
            System.getProperty("user.home") + "/.jdks",
            System.getProperty("user.home") + "/Library/Java/JavaVirtualMachines");

    /** Reads which JDK a folder has. */
    static Jdk at(Path home) {
        return read(home)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no JDK in %s: neither bin/java nor a file \"release\".".formatted(home)));
    }

    /** This JVM's, and the newest that is newer, if there is one in a usual place. */
    static List<Jdk> thisAndANewerOne() {
        Jdk own = new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
        List<Jdk> found = new ArrayList<>(List.of(own));
        USUAL_PLACES.stream()
                .flatMap(Jdk::in)
                .filter(jdk -> jdk.feature() > own.feature())
                .max(Comparator.comparing(Jdk::version))
                .ifPresent(found::add);
        return found;
    }

    private static Stream<Jdk> in(String place) {
        Path folder = Path.of(place);
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes
                    .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                    .flatMap(home -> read(home).stream())
                    .toList()
                    .stream();
        } catch (IOException fault) {
            throw new UncheckedIOException("%s cannot be listed".formatted(folder), fault);
        }
    }

    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException fault) {
            throw new UncheckedIOException("%s cannot be read".formatted(release), fault);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return Optional.of(new Jdk(home, Runtime.Version.parse(version)));
    }

    int feature() {
        return version.feature();
    }

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + feature();
    }
}
