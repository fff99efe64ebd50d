package dev.trackside.run;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The id of a run that begins anew, which no other run of its folder has, though several processes may begin at once. */
final class NewRun {

    private static final Logger LOG = LogManager.getLogger("dev.trackside.run");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final String id;
    private final List<Path> made;

    private NewRun(Path folder, List<Path> made) {
        this.id = String.valueOf(folder.getFileName());
        this.made = made;
    }

    /**
     * Finds an id.
     *
     * @param name the name of the run
     * @param now when it begins
     * @param runs the folder of runs
     * @param reserved whether the folder of the run is made at once, so that nobody else takes it; for runs that will have one
     * @throws TracksideException if it cannot be made
     */
    static NewRun named(String name, Instant now, Path runs, boolean reserved) {
        String stem = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]+", "-") + "-"
                + STAMP.withZone(ZoneId.systemDefault()).format(now);
        Path folder = runs.resolve(stem);
        List<Path> made = new ArrayList<>();
        for (int i = 2; Files.exists(folder) || (reserved && isTaken(folder, made)); i++) {
            folder = runs.resolve(stem + "-" + i);
        }
        return new NewRun(folder, made);
    }

    /** Makes the folder, unless somebody has been quicker. */
    private static boolean isTaken(Path folder, List<Path> made) {
        try {
            Path runs = folder.toAbsolutePath().getParent();
            if (!Files.exists(runs)) {
                Files.createDirectories(runs);
                made.add(runs);
            }
            try {
                Files.createDirectory(folder);
                made.add(0, folder);
            } catch (FileAlreadyExistsException quicker) {
                return true;
            }
        } catch (IOException cannot) {
            throw new TracksideException(
                    "The folder of the run, %s, cannot be created: %s. Name another place with run.dir."
                            .formatted(folder, cannot),
                    cannot);
        }
        return false;
    }

    String id() {
        return id;
    }

    /** The run does not begin after all: what was made for it goes, the innermost first. */
    void forget() {
        for (Path folder : made) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException used) {
                LOG.debug("{} was put to use before the run began, and stays", folder);
            } catch (IOException stays) {
                LOG.debug("The folder {} of a run that did not begin stays", folder, stays);
            }
        }
    }
}
