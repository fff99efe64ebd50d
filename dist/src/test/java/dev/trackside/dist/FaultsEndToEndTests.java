package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jars in the plugins folder of {@code trackside train}, sound and not: what is printed, and the exit code. */
@Timeout(300)
class FaultsEndToEndTests {

    @TempDir
    Path folder;

    /** Ends normally, or by a signal. */
    private record Ended(int code, String output) {}

    @BeforeEach
    void aFolderWithASoundPlugin() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "1,2,0\n2,1,1\n1,3,0\n3,1,1\n0,2,0\n2,0,1\n1,4,0\n4,1,1\n");
        plugin("sound", """
                @OnEpochEnd void hear(int epoch) { System.out.println("sound hears epoch " + epoch); }
                """);
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRunCompletes() throws Exception {
        Files.writeString(folder.resolve("plugins/page.jar"), "<!DOCTYPE html><title>404</title>");
        Files.write(folder.resolve("plugins/empty.jar"), new byte[0]);
        byte[] sound = Files.readAllBytes(folder.resolve("plugins/sound.jar"));
        Files.write(folder.resolve("plugins/cut.jar"), java.util.Arrays.copyOf(sound, sound.length / 2));

        Ended ended = train("");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains(
                        "sound hears epoch 1",
                        "page.jar: this is a web page (HTML or XML) and not a jar",
                        "empty.jar: the file is empty",
                        "cut.jar: ");
    }

    @Test
    void aReporterThatThrowsIsDetachedAndTheRunCompletes() throws Exception {
        plugin("frail", "@OnEpochEnd void hear() { throw new IllegalStateException(\"broken\"); }");

        Ended ended = train("frail: {}");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains(
                        "sound hears epoch 1",
                        "The callback frail (Frail.hear(), from frail.jar) failed at @OnEpochEnd in epoch 1: IllegalStateException: broken.");
    }

    @Test
    void ifItsFailureFailsTheRunTheExitCodeSaysSo() throws Exception {
        plugin("frail", "@OnEpochEnd void hear() { throw new IllegalStateException(\"broken\"); }");

        Ended ended = train("frail: { on-failure: fail }");

        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains("error: The callback frail (Frail.hear(), from frail.jar) failed at @OnEpochEnd in epoch 1");
    }

    @Test
    void wantOfMemoryIsNamedAndFailsTheRun() throws Exception {
        plugin("greedy", "long[] all; @OnEpochEnd void hear() { all = new long[Integer.MAX_VALUE]; }");

        Ended ended = train("greedy: {}");

        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains(
                        "error: The callback greedy (Greedy.hear(), from greedy.jar) failed at @OnEpochEnd in epoch 1: OutOfMemoryError");
    }

    @Test
    void whoEndsTheProgramIsNamedAndTheExitCodeIsItsOwn() throws Exception {
        plugin("quitter", "@OnEpochEnd void hear() { System.exit(7); }");

        Ended ended = train("quitter: {}");

        assertThat(ended.code()).as(ended.output()).isEqualTo(7);
        assertThat(ended.output())
                .contains(
                        "quitter.jar: the class com.example.quitter.Quitter calls System.exit",
                        "quitter (from quitter.jar), in its handler at @OnEpochEnd, ended the program in epoch 1: com.example.quitter.Quitter.hear(Quitter.java:");
    }

    @Test
    void aThreadThatIsLeftIsNamedAndDoesNotKeepTheProcess() throws Exception {
        plugin("leaver", """
                @OnTrainBegin void begin() {
                    new Thread(() -> { while (true) { java.util.concurrent.locks.LockSupport.park(); } }, "leaver-worker").start();
                }
                """);

        Ended ended = train("leaver: {}");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("leaver (from leaver.jar) leaves a thread running after the run: leaver-worker at ");
    }

    @Test
    void aCallThatHangsIsInterruptedAtItsDeadline() throws Exception {
        plugin("sleeper", """
                @OnEpochEnd void hear() {
                    try {
                        new java.util.concurrent.CountDownLatch(1).await();
                    } catch (InterruptedException end) {
                        throw new IllegalStateException(end);
                    }
                }
                """);

        Ended ended = train("sleeper: {}", "--set", "run.callback-deadline=200ms");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains(
                        "sound hears epoch 1",
                        "sleeper (Sleeper.hear(), from sleeper.jar) has not returned within 200 ms (run.callback-deadline) and is interrupted.");
    }

    private Ended train(String plugin, String... more) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("t.yaml"), """
                run: { epochs: 2, dir: runs }
                engine: mlp
                data: { train: data.csv, label: 2, batch-size: 2 }
                model: { layers: [2] }
                plugins:
                  sound: {}
                  %s
                """.formatted(plugin));
        String home = System.getProperty("trackside.home");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home + "/lib/*" + File.pathSeparator + home + "/plugins/*",
                "dev.trackside.cli.Main",
                "train",
                file.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** Compiles a plugin with the processor, as its author would, and packs it. */
    private void plugin(String id, String members) throws IOException {
        String name = id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1);
        Path source = folder.resolve("src").resolve(name + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                package com.example.%s;

                import dev.trackside.*;

                @Plugin("%s")
                public final class %s {
                    %s
                }
                """.formatted(id, id, name, members));
        Path classes = folder.resolve("classes-" + id);
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:full",
                "-processor",
                "dev.trackside.processor.TableProcessor,dev.trackside.processor.IndexProcessor",
                "--processor-path",
                System.getProperty("java.class.path"),
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString()));
        if (Runtime.version().feature() < 21) {
            arguments.remove("-proc:full"); // what javac did by itself until it was to be told
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        pack(classes, folder.resolve("plugins").resolve(id + ".jar"));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
