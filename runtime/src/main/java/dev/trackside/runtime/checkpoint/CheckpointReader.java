package dev.trackside.runtime.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the checkpoint to resume from: that of a file, or the newest good one of a run. */
public final class CheckpointReader {

    /** What stands for the newest run of a name. */
    public static final String LAST = "last";

    private CheckpointReader() {}

    /**
     * A checkpoint that was found good.
     *
     * @param file its file
     * @param data what it holds
     * @param skipped newer ones that are no good, the newest first; to be told to people
     */
    public record Found(Path file, CheckpointData data, List<Skipped> skipped) {

        /** Copies the list. */
        public Found {
            skipped = List.copyOf(skipped);
        }

        /**
         * The name of the checkpoint.
         *
         * @return the name of the file without {@value LocalCheckpointStore#SUFFIX}
         */
        public String name() {
            String name = String.valueOf(file.getFileName());
            return name.endsWith(LocalCheckpointStore.SUFFIX)
                    ? name.substring(0, name.length() - LocalCheckpointStore.SUFFIX.length())
                    : name;
        }

        /**
         * The files beside it that a killed process has left half written; or that another one writes just now.
         *
         * @return files that are never read
         * @throws IOException if the folder cannot be read
         */
        public List<Path> unfinished() throws IOException {
            Path folder = file.getParent();
            return folder == null ? List.of() : new LocalCheckpointStore(folder).unfinished();
        }

        /**
         * The folder of the run that the checkpoint lies in.
         *
         * @return empty if it does not lie in the folder {@value LocalCheckpointStore#FOLDER} of a run
         */
        public Optional<Path> runFolder() {
            Path folder = file.getParent();
            return folder != null && folder.endsWith(LocalCheckpointStore.FOLDER)
                    ? Optional.ofNullable(folder.getParent())
                    : Optional.empty();
        }
    }

    /**
     * A checkpoint that cannot be used.
     *
     * @param file its file
     * @param why a sentence that names the file
     */
    public record Skipped(Path file, String why) {}

    /**
     * Finds a checkpoint by what a person said after {@code --resume}.
     *
     * @param what the path of a run's folder, of a folder with checkpoints or of a checkpoint, or {@value #LAST} for the newest run of that
     *     name that has a checkpoint
     * @param runs the folder of all runs, for {@value #LAST}
     * @param runName the name of the run, for {@value #LAST}
     * @return a good checkpoint, of a folder the newest
     * @throws CheckpointException if there is none; the message says where it was looked for and what is wrong with those that are there
     * @throws IOException if a folder cannot be read
     */
    public static Found find(String what, Path runs, String runName) throws IOException {
        if (what.equals(LAST)) {
            return newest(lastRun(runs, runName));
        }
        Path path = Path.of(what).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return newest(path);
        }
        return file(path);
    }

    /**
     * Reads one checkpoint. It was asked for by name, so no other takes its place.
     *
     * @param file its file
     * @return the checkpoint
     * @throws CheckpointException if it is not there or no good; the message names the others beside it
     * @throws IOException if the folder cannot be read
     */
    public static Found file(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new CheckpointException("There is no checkpoint at %s%s".formatted(file, others(file, ".")));
        }
        try {
            return new Found(file, read(file), List.of());
        } catch (CheckpointException e) {
            throw new CheckpointException(e.getMessage() + others(file, ""), e);
        }
    }

    /**
     * Reads the newest good checkpoint of a run.
     *
     * @param folder the folder of the run, or that of its checkpoints
     * @return the checkpoint, and what is wrong with newer ones
     * @throws CheckpointException if there is none or none is good
     * @throws IOException if the folder cannot be read
     */
    public static Found newest(Path folder) throws IOException {
        LocalCheckpointStore store = store(folder);
        List<Skipped> skipped = new ArrayList<>();
        for (String name : store.names()) {
            Path file = store.folder().resolve(name + LocalCheckpointStore.SUFFIX);
            try {
                return new Found(file, read(file), skipped);
            } catch (CheckpointException e) {
                skipped.add(new Skipped(file, String.valueOf(e.getMessage())));
            } catch (IOException e) {
                skipped.add(new Skipped(file, "%s cannot be read: %s.".formatted(file, e.getMessage())));
            }
        }
        if (skipped.isEmpty()) {
            throw new CheckpointException(
                    "There is no checkpoint in %s. Was the run configured to take any?".formatted(store.folder()));
        }
        throw new CheckpointException("No checkpoint in %s is good. %s"
                .formatted(
                        store.folder(),
                        String.join(" ", skipped.stream().map(Skipped::why).toList())));
    }

    private static CheckpointData read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CheckpointFormat.read(file.toString(), in);
        }
    }

    private static LocalCheckpointStore store(Path folder) {
        Path inRun = folder.resolve(LocalCheckpointStore.FOLDER);
        return new LocalCheckpointStore(Files.isDirectory(inRun) ? inRun : folder);
    }

    private static Path lastRun(Path runs, String runName) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        if (Files.isDirectory(runs)) {
            try (Stream<Path> folders = Files.list(runs)) {
                for (Path folder : folders.sorted().toList()) {
                    if (String.valueOf(folder.getFileName()).startsWith(runName) && Files.isDirectory(folder)) {
                        candidate(folder, runName).ifPresent(candidates::add);
                    }
                }
            }
        }
        return candidates.stream()
                .max(Comparator.comparing(Candidate::time))
                .map(Candidate::folder)
                .orElseThrow(() -> new CheckpointException(
                        "There is no run of the name '%s' with a checkpoint in %s, so there is nothing to resume."
                                .formatted(runName, runs.toAbsolutePath())));
    }

    /** A folder counts if its newest checkpoint is of the name asked for: the folders of runs {@code digits} and {@code digits-2} begin alike. */
    private static Optional<Candidate> candidate(Path folder, String runName) throws IOException {
        LocalCheckpointStore store = store(folder);
        List<LocalCheckpointStore.Dated> checkpoints = store.dated();
        for (LocalCheckpointStore.Dated checkpoint : checkpoints) {
            Path file = store.folder().resolve(checkpoint.name() + LocalCheckpointStore.SUFFIX);
            Optional<Manifest> manifest = LocalCheckpointStore.manifest(file);
            if (manifest.isPresent()) {
                String name = manifest.get().runName();
                return name == null || name.equals(runName)
                        ? Optional.of(new Candidate(folder, checkpoints.get(0).time()))
                        : Optional.empty();
            }
        }
        // All are damaged: it may well be the one that was meant, and then that must be said.
        return checkpoints.stream().findFirst().map(newest -> new Candidate(folder, newest.time()));
    }

    private static String others(Path file, String end) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            return end;
        }
        String name = String.valueOf(file.getFileName());
        List<String> others = new LocalCheckpointStore(folder)
                .names().stream()
                        .map(other -> other + LocalCheckpointStore.SUFFIX)
                        .filter(other -> !other.equals(name))
                        .toList();
        return others.isEmpty() ? end : "%s Beside it there is %s.".formatted(end, String.join(", ", others));
    }

    private record Candidate(Path folder, Instant time) {}
}
