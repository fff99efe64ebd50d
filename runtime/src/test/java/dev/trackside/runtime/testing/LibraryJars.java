package dev.trackside.runtime.testing;

/** A library that is there in several versions, and plugins that need it. */
public final class LibraryJars {

    private LibraryJars() {}

    /** A plugin without the library; the metric that it produces is called as the version that it sees. */
    public static TestJar needing(String id) {
        return new TestJar()
                .table(TestJar.packageOf(id), id, "", "List.of(lib.Lib.version())")
                .service(TestJar.packageOf(id) + ".Table")
                .source("lib.Lib", "package lib; public class Lib { public static String version() { return \"\"; } }")
                .without("lib.Lib");
    }

    public static TestJar version(String version) {
        return new TestJar()
                .source(
                        "lib.Lib",
                        "package lib; public class Lib { public static String version() { return \"%s\"; } }"
                                .formatted(version));
    }
}
