package dev.trackside.bench.reporters;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts the command as people do, by its launcher, in an empty working folder that is deleted afterward. */
record TrainProcess(Path launcher) {

    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    /**
     * What one run took.
     *
     * @param training seconds from before train begin until all callbacks were closed, as the run's own record has it
     * @param process seconds from the start of the launcher to its end
     * @param processor seconds that the process was on a processor, in all of its threads
     */
    record Took(double training, double process, double processor) {}

    /** The ids of the callbacks of phase REPORT that join a run of a file. */
    List<String> reporters(Path config) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("reporters");
        try {
            Path out = folder.resolve("out");
            Process process = new ProcessBuilder(launcher.toString(), "plugins", "list", config.toString(), "--json")
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            process.waitFor();
            List<String> ids = new ArrayList<>();
            Map<String, Object> document = JSON.std.mapFrom(Files.readString(out));
            for (Object each : (List<?>) document.getOrDefault("plugins", List.of())) {
                Map<?, ?> plugin = (Map<?, ?>) each;
                if ("report".equals(plugin.get("phase")) && "attached".equals(plugin.get("status"))) {
                    ids.add(String.valueOf(plugin.get("id")));
                }
            }
            return ids;
        } finally {
            delete(folder);
        }
    }

    /** Trains once. */
    Took train(Path config, List<String> arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("reporters");
        try {
            // The shell tells by "times" what its child took on the processor.
            List<String> command = new ArrayList<>(List.of(
                    "sh", "-c", "\"$@\" > out 2> err < /dev/null || exit; times > times", "sh", launcher.toString()));
            command.addAll(List.of("train", config.toString(), "--set", "run.dir=" + folder.resolve("runs")));
            command.addAll(arguments);
            long begin = System.nanoTime();
            int code = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .start()
                    .waitFor();
            double process = (System.nanoTime() - begin) / 1e9;
            if (code != 0) {
                throw new IOException(
                        "%s ended with %d:%n%s".formatted(command, code, Files.readString(folder.resolve("err"))));
            }
            return new Took(training(folder.resolve("runs")), process, processor(folder.resolve("times")));
        } finally {
            delete(folder);
        }
    }

    private static double training(Path runs) throws IOException {
        Path record;
        try (Stream<Path> folders = Files.list(runs)) {
            record = folders.map(run -> run.resolve("run.json")).findFirst().orElseThrow();
        }
        Object sessions = JSON.std.mapFrom(Files.readString(record)).get("sessions");
        if (!(sessions instanceof List<?> all) || !(all.get(0) instanceof Map<?, ?> session)) {
            throw new IOException(record + " has no sessions");
        }
        Instant began = Instant.parse(String.valueOf(session.get("began")));
        return Duration.between(began, Instant.parse(String.valueOf(session.get("ended"))))
                        .toNanos()
                / 1e9;
    }

    /** The second line is about children: user and system time. */
    private static double processor(Path times) throws IOException {
        Matcher each = TIME.matcher(Files.readAllLines(times).get(1));
        double seconds = 0;
        while (each.find()) {
            seconds += 60 * Double.parseDouble(each.group(1)) + Double.parseDouble(each.group(2));
        }
        return seconds;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
