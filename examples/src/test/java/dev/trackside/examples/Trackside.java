package dev.trackside.examples;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The distribution, started in a JVM of its own. */
final class Trackside {

    private static final long MINUTES = 2;

    private Trackside() {}

    /** What a process leaves behind: its exit code, and what it has printed to both streams. */
    record Ended(int exitCode, String output) {}

    /** Starts a command and waits for its end. */
    static Ended run(Path home, Path folder, List<String> arguments) throws IOException, InterruptedException {
        return start(home, folder, arguments).await();
    }

    /** Starts a command. */
    static Started start(Path home, Path folder, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("dev.trackside.cli.Main"));
        all.addAll(arguments);
        return java(home.resolve("lib") + "/*" + File.pathSeparator + home.resolve("plugins") + "/*", folder, all);
    }

    /** Starts a Java program: its class and its arguments. */
    static Started java(String classPath, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(interruptible(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Started(process, output);
    }

    /** Who starts a build in the background may have it ignore Ctrl-C, which each process inherits; GNU's env puts that right. */
    private static List<String> interruptible(List<String> command) throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> new BigInteger(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                .testBit(1));
        List<String> all = new ArrayList<>(ignored ? List.of("env", "--default-signal=INT") : List.of());
        all.addAll(command);
        return all;
    }

    /** A command that is running. */
    record Started(Process process, Path file) {

        /** Waits until it has printed a text. */
        void awaitOutput(String text) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            while (!Files.readString(file).contains(text)) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "\"%s\" was not printed: %s".formatted(text, Files.readString(file)));
                }
            }
        }

        /** Sends a signal by its name without SIG. */
        void signal(String name) throws IOException, InterruptedException {
            int exitCode = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("kill -" + name + " has failed with " + exitCode);
            }
        }

        Ended await() throws IOException, InterruptedException {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "trackside has not ended within %d minutes: %s".formatted(MINUTES, Files.readString(file)));
            }
            return new Ended(process.exitValue(), Files.readString(file));
        }
    }
}
