package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit codes, pipes, signals. */
class ProcessTests {

    @TempDir
    Path folder;

    @Test
    void aCompletedRunEndsWithZeroAndPlainLines() throws Exception {
        Started trackside = start("go on");

        assertThat(trackside.end()).isZero();
        assertThat(trackside.lines()).anyMatch(line -> line.startsWith("completed after 2 epochs"));
        assertThat(trackside.text()).doesNotContain("\u001b", "\r");
    }

    @Test
    void aFailedRunEndsWithOne() throws Exception {
        assertThat(start("fail").end()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheMachineryEndsWithOneAndASentenceToo() throws Exception {
        Started trackside = start("break");

        assertThat(trackside.end()).isEqualTo(1);
        assertThat(trackside.lines())
                .contains("error: java.lang.NoClassDefFoundError: org/example/Gone")
                .anyMatch(line -> line.startsWith("failed after 0 epochs"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void wrongUseEndsWithTwo() throws Exception {
        Started trackside = start(List.of("train", "--no-such-option"));

        assertThat(trackside.end()).isEqualTo(2);
    }

    @Test
    void aDamagedCheckpointIsLeftOutAndThatIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("steps.yaml"), """
                run: { epochs: 3, dir: runs }
                engine: steps
                plugins: { saver: {} }
                """);
        assertThat(start(List.of("train", file.toString())).end()).isZero();
        Path newest = onlyRun().resolve("checkpoints/epoch-3.ckpt");
        Files.write(newest, new byte[10]);

        Started again = start(List.of("train", file.toString(), "--resume", "last"));

        assertThat(again.end()).isZero();
        assertThat(again.text()).contains(newest + " is no checkpoint", "epoch-2.ckpt", "completed after 3 epochs");
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.toList().get(0);
        }
    }

    @Nested
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals that a test could send")
    class CtrlC {

        @Test
        void endsTheRunInOrder() throws Exception {
            Started trackside = start("wait");
            trackside.readUntil("waiting");
            trackside.signal("INT");
            trackside.readUntil("Ctrl-C: ");
            trackside.letGoOn();

            assertThat(trackside.end()).isEqualTo(130);
            assertThat(trackside.lines())
                    .anyMatch(line -> line.startsWith("interrupted after") && line.endsWith(": Ctrl-C"));
        }

        @Test
        void twiceEndsTheProcessAtOnce() throws Exception {
            Started trackside = start("hang");
            trackside.readUntil("hanging");
            trackside.signal("INT");
            trackside.readUntil("Ctrl-C: ");
            trackside.signal("INT");

            assertThat(trackside.end()).isEqualTo(130);
            assertThat(trackside.lines()).noneMatch(line -> line.startsWith("interrupted after"));
        }

        @Test
        void isSpelledTerminateTooForThoseWhoManageProcesses() throws Exception {
            Started trackside = start("wait");
            trackside.readUntil("waiting");
            trackside.signal("TERM");
            trackside.readUntil("asked to terminate: ");
            trackside.letGoOn();

            assertThat(trackside.end()).isEqualTo(130);
        }
    }

    private Started start(String then) throws IOException {
        Path file = Files.writeString(folder.resolve("steps.yaml"), """
                run: { epochs: 2, dir: runs }
                engine: steps
                data: { then: %s }
                """.formatted(then));
        return start(List.of("train", file.toString()));
    }

    private static Started start(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(args);
        return new Started(new ProcessBuilder(interruptible(command))
                .redirectErrorStream(true)
                .start());
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

    /** A process and what it has printed so far. */
    private static final class Started {

        private final Process process;
        private final BufferedReader out;
        private final List<String> lines = new ArrayList<>();

        Started(Process process) {
            this.process = process;
            // What hangs ends, and fails the test where it waits.
            CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
            this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void readUntil(String beginning) throws IOException {
            String line;
            do {
                line = out.readLine();
                assertThat(line)
                        .as("a line that begins with %s after %s", beginning, lines)
                        .isNotNull();
                lines.add(line);
            } while (!line.startsWith(beginning));
        }

        void signal(String name) throws Exception {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }

        void letGoOn() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        int end() throws Exception {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        List<String> lines() {
            return lines;
        }

        String text() {
            return String.join("\n", lines);
        }
    }
}
