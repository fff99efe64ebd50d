package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.testkit.Compiling;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users put on their processor path: what is in it, and that it works there, beside others and as a module. */
class ProcessorJarEndToEndTests {

    private static final Path JAR = Path.of(System.getProperty("trackside.processor.jar", "target/absent.jar"));
    private static final Path MODEL = Path.of(URI.create(HandlerClass.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString()));

    @TempDir
    Path folder;

    @BeforeEach
    void writeASource() throws IOException {
        Files.writeString(folder.resolve("Watcher.java"), """
                package p;
                import dev.trackside.*;
                @Plugin("watcher")
                public class Watcher {
                    /** Epochs to wait. */
                    @Option int patience = 5;
                    @OnEpochEnd void on(Epoch epoch, @Metric("loss") double loss) {}
                }
                """);
    }

    @Test
    void holdsNoPackageThatAnotherProcessorMayBring() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/trackside/processor/"))
                .noneMatch(name -> name.startsWith("dev/trackside/processor/model/"));
    }

    @Test
    void doesNotAskForTheLibraryThatItHolds() throws IOException {
        assertThat(Files.readString(Path.of("dependency-reduced-pom.xml")))
                .contains("<artifactId>trackside-processor-model</artifactId>")
                .doesNotContain("<artifactId>javapoet</artifactId>");
    }

    @Test
    void carriesTheLicenseOfTheLibraryThatItHolds() throws IOException {
        assertThat(entries()).contains("META-INF/LICENSE", "META-INF/NOTICE").doesNotHaveDuplicates();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            ZipEntry notice = jar.getEntry("META-INF/NOTICE");
            assertThat(new String(jar.getInputStream(notice).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("dev.trackside.processor.javapoet is JavaPoet");
        }
    }

    @Test
    void worksOnTheProcessorPathBesideAnotherJavaPoet() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Compiling.source("package com.palantir.javapoet; public final class JavaFile {}")
                .processedBy()
                .compile()
                .compilesCleanly()
                .writeTo(other);

        javac("-processorpath", path(other, JAR, MODEL, DiagnosticPage.API));

        assertThat(folder.resolve("p/Watcher_Table.class")).exists();
        assertThat(folder.resolve("META-INF/trackside/p.Watcher_Table.json")).exists();
        assertThat(folder.resolve("META-INF/services/dev.trackside.spi.HandlerTable"))
                .content()
                .startsWith("p.Watcher_Table # trackside 1 ");
    }

    @Test
    void worksOnTheProcessorModulePath() throws Exception {
        javac("--processor-module-path", path(JAR, MODEL, DiagnosticPage.API));

        assertThat(folder.resolve("p/Watcher_Table.class")).exists();
        assertThat(folder.resolve("META-INF/services/dev.trackside.spi.HandlerTable"))
                .content()
                .startsWith("p.Watcher_Table # trackside 1 ");
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static String path(Path... entries) {
        return Stream.of(entries)
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A compiler of its own process: one in this process would see the class path of the tests behind the processor path. */
    private void javac(String... processors) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(List.of(processors));
        command.addAll(List.of("-classpath", DiagnosticPage.API + File.pathSeparator + DiagnosticPage.JSPECIFY));
        command.addAll(List.of("-d", ".", "-Xlint:all,-processing", "-Werror", "Watcher.java"));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
    }
}
