package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disks that are full or read-only, and processes that are killed in the middle of a write: real ones, in processes of their own. Where the system lets
 * a user mount a small file system in a namespace of one's own, that is used too; a limit on the size of files is there on every Unix.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
class CheckpointFaultTests {

    private static final String SMALL = "100000";
    private static final String LARGE = "4000000";

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    /** Runs a script; in it {@code $0} is this folder and {@code program ARGUMENTS} is {@link SavingProgram}. */
    private Ended shell(List<String> prefix, String script) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                "sh",
                "-c",
                "program() { \"$JAVA\" -XX:-UsePerfData -Xmx256m -cp \"$CLASSES\" " + SavingProgram.class.getName()
                        + " \"$@\"; }\n" + script,
                folder.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA", java);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** How one becomes root over mounts of one's own: as root, or by a namespace for users; empty if neither is allowed here. */
    private static List<String> namespace() {
        List<String> unshare = List.of("unshare", "--user", "--map-root-user", "--mount");
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 ? unshare : List.of();
        } catch (IOException thereIsNoUnshare) {
            return List.of();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static Stream<Arguments> fullDisks() {
        List<Arguments> disks = new ArrayList<>();
        for (String writing : List.of("sync", "async")) {
            // 2048 blocks of 512 or 1024 bytes
            disks.add(Arguments.of(
                    "a limit on files", writing, List.of(), "ulimit -f 2048 && program \"$0\" ", "File too large"));
            if (!namespace().isEmpty()) {
                disks.add(Arguments.of(
                        "a disk of 1 MB",
                        writing,
                        namespace(),
                        "mount -t tmpfs -o size=1m none \"$0\" && program \"$0\" ",
                        "No space left on device"));
            }
        }
        return disks.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("fullDisks")
    void aFullDiskLeavesTheOneBeforeAndSaysSo(
            String disk, String writing, List<String> prefix, String script, String cause) throws Exception {
        Ended ended = shell(prefix, script + writing + " " + SMALL + " " + LARGE);

        assertThat(ended.output())
                .contains("FAILED The callback saves-each-epoch (writing the checkpoint last")
                .contains(cause + ". The one of that name from before is as it was.")
                .contains("LEFT [last.ckpt]")
                .contains("RESUMED COMPLETED 1234");
        assertThat(ended.code()).isZero();
    }

    static Stream<Arguments> readOnlyFolders() throws IOException {
        List<Arguments> folders = new ArrayList<>();
        folders.add(Arguments.of("a file in the way", List.of(), "touch kept && program \"$0\" "));
        Path probe = Files.createTempDirectory("probe");
        boolean rootIgnoresPermissions = probe.toFile().setWritable(false) && Files.isWritable(probe);
        Files.delete(probe);
        if (!rootIgnoresPermissions) {
            folders.add(Arguments.of(
                    "a folder without permission", List.of(), "mkdir kept && chmod a-w kept && program \"$0\" "));
        }
        if (!namespace().isEmpty()) {
            folders.add(Arguments.of(
                    "a disk that is read-only",
                    namespace(),
                    "mkdir kept && mount -t tmpfs none kept && mount -o remount,ro kept && program \"$0\" "));
        }
        return folders.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readOnlyFolders")
    void aPlaceThatCannotBeWrittenToIsNamed(String place, List<String> prefix, String script) throws Exception {
        for (String writing : List.of("sync", "async")) {
            Files.deleteIfExists(folder.resolve("kept"));
            Ended ended = shell(prefix, script + writing + " " + SMALL + " " + LARGE);

            assertThat(ended.output())
                    .contains("FAILED The callback saves-each-epoch (writing the checkpoint last")
                    .contains("Checkpoint last was not written to " + folder.resolve("kept/checkpoints"))
                    .contains("There is none of that name from before.")
                    .contains("LEFT []");
        }
    }

    @ParameterizedTest(name = "{0} at byte {1}")
    @CsvSource({"sync, 0", "sync, 70000", "async, 1", "async, 99999"})
    void aKilledProcessLeavesTheOneBeforeAndTheResumeNamesTheRest(String writing, long at) throws Exception {
        Ended ended = shell(List.of(), "program \"$0\" " + writing + " " + SMALL + " " + SMALL + " " + at);

        assertThat(ended.code()).as(ended.output()).isEqualTo(137);
        assertThat(ended.output()).doesNotContain("ENDED", "FAILED");
        List<String> left;
        try (Stream<Path> files = Files.list(folder.resolve("kept/checkpoints"))) {
            left = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        assertThat(left).hasSize(2).contains("last.ckpt");
        String part =
                left.stream().filter(file -> file.endsWith(".part")).findFirst().orElseThrow();
        try (LogLines lines = LogLines.open()) {
            RunResult resumed = SavingProgram.resume(folder);
            assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(resumed.summary().steps()).isEqualTo(4);
            assertThat(lines.warnings())
                    .containsExactly(
                            "WARN " + folder.resolve("kept/checkpoints").resolve(part)
                                    + " was never finished: the process that wrote it was killed. It is not used, and may be deleted.");
            assertThat(lines.lines())
                    .anyMatch(
                            line -> line.matches(
                                    "INFO resuming from .*last\\.ckpt: epoch 2, step 2, after @OnEpochEnd, saved \\d+ (s|min) ago"));
        }
        assertThat(folder.resolve("kept/checkpoints").resolve(part))
                .as("nobody deletes what is not known to be his")
                .exists();
    }
}
