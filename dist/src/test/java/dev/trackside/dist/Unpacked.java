package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An archive of the distribution, unpacked where nothing of the build is near, and its launcher. */
record Unpacked(Path home) {

    private static final long MINUTES = 3;

    /** What a process leaves behind. */
    record Ended(int exitCode, String out, String err) {}

    /** Unpacks the archive into a folder, as a person would: with tar, which keeps what may be executed. */
    static Unpacked tar(Path folder) throws IOException, InterruptedException {
        String archive = System.getProperty("trackside.archives") + ".tar.gz";
        Files.createDirectories(folder);
        Ended tar = run(folder, List.of("tar", "-xzf", archive));
        assertThat(tar.exitCode()).as(tar.err()).isZero();
        try (Stream<Path> unpacked = Files.list(folder)) {
            List<Path> homes = unpacked.filter(Files::isDirectory).toList();
            assertThat(homes).hasSize(1);
            return new Unpacked(homes.get(0));
        }
    }

    Path launcher() {
        return home.resolve("bin/trackside");
    }

    /** Starts the launcher in a folder. */
    Ended trackside(Path folder, String... arguments) throws IOException, InterruptedException {
        return start(launcher(), folder, arguments);
    }

    /** Starts a launcher, or a link to one. */
    static Ended start(Path launcher, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("trackside", ".out");
        Path err = Files.createTempFile("trackside", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s has not ended: %s".formatted(command, Files.readString(err)));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
