package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.testkit.Compiling;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extension that is a module, beside the processor's jar, in a compiler of its own process. */
class ExtensionEndToEndTests {

    private static final Path JAR = Path.of(System.getProperty("trackside.processor.jar", "target/absent.jar"));
    private static final Path MODEL = Path.of(URI.create(HandlerClass.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString()));

    @TempDir
    Path folder;

    @BeforeEach
    void buildAnExtension() throws IOException {
        Path extension = Files.createDirectory(folder.resolve("extension"));
        Compiling.source("""
                        module org.acme {
                            requires dev.trackside.processor.model;
                            provides dev.trackside.processor.extension.ProcessorExtension with org.acme.Rules;
                        }
                        """, """
                        package org.acme;
                        import dev.trackside.processor.extension.*;
                        import dev.trackside.processor.model.HandlerClass;
                        public final class Rules implements ProcessorExtension {
                            @Override public String id() { return "rules"; }
                            @Override public void contribute(HandlerClass handlers, Additions additions) {
                                additions.resource("rules.txt", handlers.text());
                            }
                        }
                        """)
                .modulePath(MODEL, DiagnosticPage.API, DiagnosticPage.JSPECIFY)
                .processedBy()
                .compile()
                .compilesCleanly()
                .writeTo(extension);
        Path services = Files.createDirectories(extension.resolve("META-INF/services"));
        Files.writeString(services.resolve(ProcessorExtension.class.getName()), "org.acme.Rules\n");
        Files.writeString(folder.resolve("Watcher.java"), "class Watcher { @dev.trackside.OnEpochEnd void on() {} }");
    }

    @Test
    void worksOnTheProcessorPath() throws Exception {
        javac("-processorpath");

        assertThat(folder.resolve("rules.txt")).hasContent("Watcher");
    }

    @Test
    void worksOnTheProcessorModulePath() throws Exception {
        Files.delete(folder.resolve("extension/META-INF/services").resolve(ProcessorExtension.class.getName()));

        javac("--processor-module-path");

        assertThat(folder.resolve("rules.txt")).hasContent("Watcher");
    }

    private void javac(String path) throws IOException, InterruptedException {
        String processors = Stream.of(JAR, MODEL, DiagnosticPage.API, folder.resolve("extension"))
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        path,
                        processors,
                        "-classpath",
                        DiagnosticPage.API.toString(),
                        "-d",
                        ".",
                        "Watcher.java"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    }
}
