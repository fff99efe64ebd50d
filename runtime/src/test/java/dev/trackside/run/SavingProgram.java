package dev.trackside.run;

import dev.trackside.Checkpoints;
import dev.trackside.OnEpochEnd;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.LocalCheckpointStore;
import dev.trackside.spi.CheckpointStore;
import dev.trackside.spi.EngineState;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of its own that trains four epochs, and saves {@code last} after each until something is in its way; then it tells what is left, and goes
 * on from there without saving.
 *
 * <p>Arguments: the folder of runs, who writes ({@code sync} or {@code async}), bytes of a state of the first epochs, of one from the third on, and, if
 * given, at the how manieth byte of the third save the process is killed.
 */
public final class SavingProgram {

    private static final int LARGE_FROM = 2;

    private final Path runs;
    private final String writing;
    private final Weights model;

    private SavingProgram(Path runs, String writing, Weights model) {
        this.runs = runs;
        this.writing = writing;
        this.model = model;
    }

    public static void main(String[] arguments) throws IOException {
        Path runs = Path.of(arguments[0]);
        Weights model = new Weights(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        SavingProgram program = new SavingProgram(runs, arguments[1], model);
        Path folder = runs.resolve("kept/checkpoints");
        CheckpointStore store = arguments.length > 4
                ? new Killed(folder, Long.parseLong(arguments[4]))
                : new LocalCheckpointStore(folder);
        try {
            program.run(store).attach(new SavesEachEpoch()).train(program::train);
            System.out.println("ENDED");
        } catch (TracksideException fault) {
            System.out.println("FAILED " + fault.getMessage());
        }
        System.out.println("LEFT " + left(folder));
        if (Files.isDirectory(folder)) {
            RunResult resumed = program.run(store).resume(folder.toString()).train(program::train);
            System.out.println("RESUMED " + resumed.outcome() + " " + model.trained);
        }
    }

    /** As the first program would, but without anybody who saves. */
    static RunResult resume(Path runs) {
        SavingProgram program = new SavingProgram(runs, "sync", new Weights(1, 1));
        return Trackside.run("saving")
                .withoutConfig()
                .withoutDiscovery()
                .epochs(4)
                .offers(EngineState.class, program.model)
                .resume(runs.resolve("kept").toString())
                .train(program::train);
    }

    private RunBuilder run(CheckpointStore store) {
        return Trackside.run("saving")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .option("run.checkpoint-writing", writing)
                .epochs(4)
                .offers(EngineState.class, model)
                .offers(CheckpointStore.class, store);
    }

    private void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(List.of(epoch.number()))) {
                model.trained = model.trained * 10 + batch.data();
            }
        }
    }

    private static List<String> left(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static final class SavesEachEpoch {
        @OnEpochEnd
        void end(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    /** A digit for each epoch, and much else. */
    private static final class Weights implements EngineState {
        private final int small;
        private final int large;
        private long trained;

        Weights(int small, int large) {
            this.small = small;
            this.large = large;
        }

        @Override
        public Map<String, byte[]> save() {
            int size = Long.toString(trained).length() <= LARGE_FROM ? small : large;
            return Map.of(
                    "weights",
                    new byte[size],
                    "trained",
                    ByteBuffer.allocate(Long.BYTES).putLong(trained).array());
        }

        @Override
        public void restore(Map<String, byte[]> parts) {
            trained = ByteBuffer.wrap(parts.get("trained")).getLong();
        }
    }

    /** Ends the process in the middle of the third save, as {@code kill -9} does. */
    private static final class Killed implements CheckpointStore {
        private final LocalCheckpointStore store;
        private final long at;
        private int saves;

        Killed(Path folder, long at) {
            this.store = new LocalCheckpointStore(folder);
            this.at = at;
        }

        @Override
        public String save(String name, Content content) throws IOException {
            saves++;
            return store.save(
                    name,
                    saves <= LARGE_FROM
                            ? content
                            : out -> content.writeTo(new FilterOutputStream(out) {
                                private long written;

                                @Override
                                public void write(int one) throws IOException {
                                    if (written++ == at) {
                                        out.flush();
                                        Runtime.getRuntime().halt(137);
                                    }
                                    out.write(one);
                                }
                            }));
        }

        @Override
        public java.io.InputStream open(String name) throws IOException {
            return store.open(name);
        }

        @Override
        public List<String> names() throws IOException {
            return store.names();
        }

        @Override
        public void delete(String name) throws IOException {
            store.delete(name);
        }
    }
}
