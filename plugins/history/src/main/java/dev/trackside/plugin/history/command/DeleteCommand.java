package dev.trackside.plugin.history.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.TracksideException;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code trackside runs delete}. */
final class DeleteCommand implements Command {

    private static final String RECORD = "run.json";

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String summary() {
        return "Deletes runs from the history, and with --files their folders";
    }

    @Override
    public String arguments() {
        return "RUN...";
    }

    @Override
    public String argumentsSummary() {
        return Call.RUNS;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "trackside runs delete digits-20260131-120000 --files",
                "trackside runs delete digits-20260131-120000 --files --yes");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("yes", "", "Delete; without it, it is only said what would be deleted"),
                new Option("files", "", "Delete the folders of the runs, too"),
                HistoryFile.OPTION);
    }

    @Override
    public int run(CommandContext context) throws IOException {
        Call call = new Call(context);
        try (History history = call.open()) {
            List<RecordedRun> runs = call.runs(history, 1);
            List<Path> folders = new ArrayList<>();
            for (RecordedRun run : runs) {
                run.overview().checkOver();
                if (call.has("files") && Files.exists(run.folder(), LinkOption.NOFOLLOW_LINKS)) {
                    check(run);
                    folders.add(run.folder());
                }
            }
            boolean yes = call.has("yes");
            for (RecordedRun run : runs) {
                call.print("%s %s: %s, %s, %s, began %s"
                        .formatted(
                                yes ? "deleting" : "would delete",
                                run.id(),
                                Texts.count(run.epochs(), "epoch"),
                                Texts.count(run.steps(), "step"),
                                Texts.state(run.overview()),
                                Texts.time(run.began())));
            }
            for (Path folder : folders) {
                call.print("%s the folder %s".formatted(yes ? "deleting" : "would delete", folder));
            }
            if (!yes) {
                call.print("Nothing was deleted. Add --yes to delete.");
                return 2;
            }
            history.delete(runs.stream().map(RecordedRun::id).toList());
            for (Path folder : folders) {
                deleteFolder(folder);
            }
        }
        return 0;
    }

    /** A folder is deleted only if the record in it says that it is that of the run. */
    private static void check(RecordedRun run) throws IOException {
        Path folder = run.folder();
        Path file = folder.resolve(RECORD);
        Object id = null;
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(file)) {
            Map<String, Object> record;
            try {
                record = JSON.std.mapFrom(Files.readAllBytes(file));
            } catch (com.fasterxml.jackson.core.JacksonException bad) {
                throw refused(run, "its %s is no JSON".formatted(RECORD), bad);
            }
            id = record.get("id");
        }
        if (id == null || !(run.id().equals(id) || run.id().startsWith(id + "~"))) {
            throw refused(run, "it has no %s of this run".formatted(RECORD), null);
        }
    }

    private static TracksideException refused(RecordedRun run, String why, @Nullable Throwable cause) {
        return new TracksideException(
                "The folder %s is not deleted, as %s. Nothing was deleted; leave out --files to delete the run from the history alone."
                        .formatted(run.folder(), why),
                cause);
    }

    private static void deleteFolder(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() { // does not follow links
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path left, @Nullable IOException fault)
                            throws IOException {
                        if (fault != null) {
                            throw fault;
                        }
                        Files.delete(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
