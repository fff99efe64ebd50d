package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process, for what cannot be shown in this one: its working folder, its modules. */
public final class Jvm {

    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private int descriptors;

    private Jvm(Path folder) {
        this.folder = folder;
    }

    public static Jvm in(Path folder) {
        return new Jvm(folder);
    }

    public Jvm classPath(String path) {
        options.addAll(List.of("-cp", path));
        return this;
    }

    public Jvm modulePath(String path) {
        options.addAll(List.of("--module-path", path));
        return this;
    }

    /** Lets the process open no more files at a time; needs a shell as POSIX has it. */
    public Jvm descriptors(int most) {
        descriptors = most;
        return this;
    }

    /** Runs to the end, successfully; gives what was printed, without the last line end. */
    public String run(String... arguments) throws IOException, InterruptedException {
        return run(0, List.of(arguments));
    }

    /** Runs to the end, with an exit code. */
    public String run(int exitCode, String first, String second, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(first, second));
        arguments.addAll(List.of(more));
        return run(exitCode, arguments);
    }

    private String run(int exitCode, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (descriptors > 0) {
            command.addAll(List.of("sh", "-c", "ulimit -n %d && exec \"$@\"".formatted(descriptors), "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output.stripTrailing();
    }
}
