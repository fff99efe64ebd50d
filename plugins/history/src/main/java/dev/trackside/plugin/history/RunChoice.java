package dev.trackside.plugin.history;

import dev.trackside.spi.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the run that somebody means. */
final class RunChoice {

    private static final int SHOWN = 5;

    private final List<Known> runs;
    private final Path file;

    /** A run that there is. */
    record Known(long row, String id, String folder) {}

    /** To choose from these runs, the one that began last last. */
    RunChoice(List<Known> runs, Path file) {
        this.runs = runs;
        this.file = file;
    }

    /**
     * The run that is meant.
     *
     * @throws UsageException if there is none or several
     */
    Known of(String which) {
        if (runs.isEmpty()) {
            throw new UsageException("There is no run in %s.".formatted(file));
        }
        if (which.equals("last")) {
            return runs.get(runs.size() - 1);
        }
        List<Known> found = matching(which);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new UsageException("There is no run %s in %s. The nearest are %s. \"trackside runs list\" shows all."
                    .formatted(which, file, shown(nearest(which))));
        }
        throw new UsageException(
                "%s may be any of %d runs: %s. Give more of the id.".formatted(which, found.size(), shown(found)));
    }

    private List<Known> matching(String which) {
        for (Known run : runs) {
            if (run.id().equals(which)) {
                return List.of(run);
            }
        }
        List<Known> found =
                runs.stream().filter(run -> run.id().startsWith(which)).toList();
        return found.isEmpty() ? inFolder(which) : found;
    }

    private List<Known> inFolder(String which) {
        Path folder;
        try {
            folder = Path.of(which).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            return List.of();
        }
        return runs.stream()
                .filter(run -> run.folder().equals(folder.toString()))
                .toList();
    }

    private List<Known> nearest(String which) {
        List<Known> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingInt(run -> distance(which, run.id())));
        return sorted;
    }

    private static String shown(List<Known> some) {
        String ids = String.join(", ", some.stream().limit(SHOWN).map(Known::id).toList());
        return some.size() > SHOWN ? ids + ", …" : ids;
    }

    /** Letters to be changed, put in or left out to make one of the other, where the longer one may end as it likes. */
    private static int distance(String which, String id) {
        String there = id.length() > which.length() ? id.substring(0, which.length()) : id;
        int[] row = new int[there.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= which.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int changed = diagonal + (which.charAt(i - 1) == there.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[there.length()];
    }
}
