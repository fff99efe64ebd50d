package dev.trackside.runtime.testing;

import dev.trackside.run.Loop;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs with the plugins of a folder and a configuration beside it. */
public final class FolderRuns implements AutoCloseable {

    private final Path folder;
    private final ClassLoader before;

    public FolderRuns(Path folder) throws IOException {
        this.folder = folder;
        this.before = Thread.currentThread().getContextClassLoader();
        Files.createDirectories(plugins());
        Thread.currentThread().setContextClassLoader(HostLoader.INSTANCE);
    }

    public Path plugins() {
        return folder.resolve("plugins");
    }

    public Path runs() {
        return folder.resolve("runs");
    }

    public RunBuilder with(String yaml) throws IOException {
        return Trackside.run("test")
                .config(Files.writeString(folder.resolve("t.yaml"), yaml))
                .epochs(2);
    }

    public static RunResult train(RunBuilder builder) {
        return builder.train(FolderRuns::loop);
    }

    public static void loop(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2))) {
                batch.record("loss", 1);
            }
        }
    }

    public static List<String> ids(RunResult result) {
        return result.summary().callbacks().stream().map(one -> one.id()).toList();
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
