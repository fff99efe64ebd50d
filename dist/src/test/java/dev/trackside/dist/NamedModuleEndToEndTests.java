package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a named module attaches a class of its own: the three ways in, and the error that names them. */
class NamedModuleEndToEndTests {

    /** What a run needs, and nothing that would join it. */
    private static final List<String> LIBRARIES = List.of(
            "trackside-api",
            "trackside-runtime",
            "log4j-api",
            "snakeyaml-engine",
            "jackson-",
            "classgraph",
            "jspecify");

    @TempDir
    Path folder;

    private Path classes;
    private String modulePath;

    @BeforeEach
    void findModules() throws IOException {
        classes = folder.resolve("classes");
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("trackside.home"), "lib"))) {
            modulePath = jars.filter(jar -> LIBRARIES.stream()
                            .anyMatch(name -> jar.getFileName().toString().startsWith(name)))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    @Test
    void byProvidingTheTable() throws Exception {
        compile("provides dev.trackside.spi.HandlerTable with com.example.app.Watcher_Table;");

        assertThat(run("plain")).isEqualTo("epochs heard: 2");
    }

    @Test
    void notByDiscoveryAsTheClassIsNoPlugin() throws Exception {
        compile("provides dev.trackside.spi.HandlerTable with com.example.app.Watcher_Table;");

        assertThat(run("discover")).endsWith("epochs heard: 0");
    }

    @Test
    void byOpeningThePackage() throws Exception {
        compile("opens com.example.app;");

        assertThat(run("plain")).isEqualTo("epochs heard: 2");
    }

    @Test
    void byALookupOfTheCaller() throws Exception {
        compile("");

        assertThat(run("lookup")).isEqualTo("epochs heard: 2");
    }

    @Test
    void byALookupWhileTheRunGoesOn() throws Exception {
        compile("");

        assertThat(run("late")).isEqualTo("epochs heard: 1");
    }

    @Test
    void elseTheErrorNamesTheWays() throws Exception {
        compile("");

        assertThat(run("plain")).isEqualToNormalizingNewlines("""
                        The module com.example.app does not let Trackside reach com.example.app.Watcher_Table. Do one of these:
                          in its module-info: provides dev.trackside.spi.HandlerTable with com.example.app.Watcher_Table;
                          in its module-info: opens com.example.app;
                          in code: attach(callback, MethodHandles.lookup())""");
    }

    private void compile(String directive) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:full",
                "-processor",
                "dev.trackside.processor.TableProcessor",
                "--processor-path",
                System.getProperty("java.class.path"),
                "--module-path",
                modulePath,
                "-d",
                classes.toString()));
        if (Runtime.version().feature() < 21) {
            arguments.remove("-proc:full"); // what javac did by itself until it was to be told
        }
        arguments.add(source(
                "module-info", "module com.example.app { requires dev.trackside.run; %s }".formatted(directive)));
        arguments.add(source("com/example/app/Watcher", """
                package com.example.app;

                import dev.trackside.OnEpochEnd;

                final class Watcher {
                    int epochs;

                    @OnEpochEnd
                    void epoch() {
                        epochs++;
                    }
                }
                """));
        arguments.add(source("com/example/app/Main", """
                package com.example.app;

                import dev.trackside.TracksideException;
                import dev.trackside.run.RunBuilder;
                import dev.trackside.run.Trackside;
                import java.lang.invoke.MethodHandles;

                public final class Main {
                    public static void main(String[] arguments) {
                        Watcher watcher = new Watcher();
                        RunBuilder run = Trackside.run("named").withoutConfig().epochs(2);
                        try {
                            switch (arguments[0]) {
                                case "plain" -> run.attach(watcher);
                                case "lookup" -> run.attach(watcher, MethodHandles.lookup());
                                default -> {}
                            }
                            run.train(loop -> loop.epochs().forEach(epoch -> {
                                if (arguments[0].equals("late") && epoch.index() == 1) {
                                    loop.run().attach(watcher, MethodHandles.lookup());
                                }
                            }));
                            System.out.println("epochs heard: " + watcher.epochs);
                        } catch (TracksideException fault) {
                            System.out.println(fault.getMessage());
                        }
                    }
                }
                """));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
    }

    private String source(String name, String text) throws IOException {
        Path file = folder.resolve("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String run(String way) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath + File.pathSeparator + classes,
                "-m",
                "com.example.app/com.example.app.Main",
                way);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // Log4j says there that it has no core
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.stripTrailing();
    }
}
