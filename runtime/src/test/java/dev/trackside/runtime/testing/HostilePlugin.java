package dev.trackside.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** A plugin that shows if any of its code runs: static initializers and constructors of table and handler, and another service. */
public final class HostilePlugin {

    /** Set by its code, wherever it runs. */
    private static final String RAN = "trackside.test.ran";

    private HostilePlugin() {}

    public static TestJar hostile(String id) {
        String inPackage = TestJar.packageOf(id);
        String run = "System.setProperty(\"%s\", \"%s\");".formatted(RAN, id);
        return TestJar.plugin(id)
                .table(inPackage, id, "static { %s } public Table() { %s }".formatted(run, run), "List.of()")
                .source(
                        inPackage + ".Handler",
                        "package %s; public class Handler { static { %s } public Handler() { %s } }"
                                .formatted(inPackage, run, run))
                .source(
                        inPackage + ".Detector",
                        "package %s; public class Detector extends java.nio.file.spi.FileTypeDetector { static { %s } public String probeContentType(java.nio.file.Path path) { return null; } }"
                                .formatted(inPackage, run))
                .file("META-INF/services/java.nio.file.spi.FileTypeDetector", inPackage + ".Detector\n");
    }

    public static void assertNothingRan() {
        assertThat(System.getProperty(RAN)).as("code of a refused jar has run").isNull();
    }

    public static void assertRan(String id) {
        assertThat(System.getProperty(RAN)).isEqualTo(id);
    }

    public static void forget() {
        System.clearProperty(RAN);
    }
}
