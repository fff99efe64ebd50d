package dev.trackside.runtime.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Plugins that cannot be used, each with the words in which that must be said. */
public enum BrokenPlugins {
    NEWER_JAVA(
            broken("newer", "", "").change("plugin.broken.Table", bytes -> withMajor(bytes, 200)),
            "it was compiled for Java 156, but this is Java "
                    + Runtime.version().feature()),
    DAMAGED_CLASS(
            broken("damaged", "", "").change("plugin.broken.Table", bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
            "a class in it is damaged"),
    MISSING_CLASS(
            broken("missing", "", "").without("plugin.broken.Table"),
            "its service file names plugin.broken.Table, which is not in it"),
    MISSING_HANDLER(
            broken("handlerless", "", "").without("plugin.broken.Handler"),
            "it needs the class plugin.broken.Handler, which is not there"),
    MISSING_LIBRARY(
            broken("libraryless", "private final lib.Lib lib = new lib.Lib();", "")
                    .source("lib.Lib", "package lib; public class Lib {}")
                    .without("lib.Lib"),
            "it needs the class lib.Lib, which is not there"),
    MISSING_SUPERCLASS(
            new TestJar()
                    .source(
                            "lib.Base",
                            "package lib; public abstract class Base extends dev.trackside.spi.HandlerTable {}")
                    .source(
                            "plugin.broken.Table",
                            "package plugin.broken; public abstract class Table extends lib.Base {}")
                    .without("lib.Base")
                    .service("plugin.broken.Table"),
            "it needs the class lib.Base, which is not there"),
    STATIC_INITIALIZER(
            broken("static", "static { if (true) throw new IllegalStateException(\"no GPU\"); }", ""),
            "its static initializer failed with IllegalStateException: no GPU"),
    CONSTRUCTOR(
            broken("constructor", "public Table() { throw new IllegalStateException(\"no\\nlicence\"); }", ""),
            "its constructor failed with IllegalStateException: no licence"),
    ENDLESS_CONSTRUCTOR(
            broken("endless", "public Table() { new Table(); }", ""), "its constructor failed with StackOverflowError"),
    PRIVATE_CONSTRUCTOR(broken("private", "private Table() {}", ""), "not a public class with a public constructor"),
    NO_TABLE(
            new TestJar()
                    .source("plugin.broken.Table", "package plugin.broken; public class Table {}")
                    .service("plugin.broken.Table"),
            "its service file names plugin.broken.Table, which is no dispatch table"),
    OTHER_VERSION(
            broken("old", "", "List.of(lib.Lib.gone())")
                    .source("lib.Lib", "package lib; public class Lib { public static String gone() { return \"\"; } }")
                    .change("lib.Lib", bytes -> rename(bytes, "gone", "here")),
            "it does not fit the classes it was loaded with (NoSuchMethodError"),
    FAILING_SPEC(
            broken("spec", "", "List.of(System.getProperty(\"trackside.no.such.property\").trim())"),
            "NullPointerException"),
    BAD_ID(broken("Bad_Id", "", ""), "'Bad_Id' is no id"),
    RESERVED_ID(broken("run", "", ""), "'run' is reserved");

    private final TestJar jar;
    private final String cause;

    BrokenPlugins(TestJar jar, String cause) {
        this.jar = jar;
        this.cause = cause;
    }

    public TestJar jar() {
        return jar.copy();
    }

    /** A part of what the refusal must say. */
    public String cause() {
        return cause;
    }

    private static TestJar broken(String id, String members, String produces) {
        return new TestJar()
                .table("plugin.broken", id, members, produces.isEmpty() ? "List.of()" : produces)
                .service("plugin.broken.Table");
    }

    private static byte[] withMajor(byte[] bytes, int major) {
        byte[] changed = bytes.clone();
        changed[6] = (byte) (major >> 8);
        changed[7] = (byte) major;
        return changed;
    }

    /** Replaces a name in the constant pool by one of the same length. */
    private static byte[] rename(byte[] bytes, String from, String to) {
        byte[] changed = bytes.clone();
        byte[] name = from.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + name.length <= changed.length; at++) {
            if (Arrays.equals(name, 0, name.length, changed, at, at + name.length)) {
                System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, changed, at, name.length);
            }
        }
        return changed;
    }
}
