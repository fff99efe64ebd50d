package dev.trackside.plugin.progress;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a terminal, put together from parts. What does not fit is left out, the least important part first; room that is left goes to the
 * bar.
 */
final class LiveLine {

    /** The importance of the bar. */
    static final int BAR = 10;

    private static final String GAP = "  ";
    private static final int SMALLEST_BAR = 8;
    private static final int LARGEST_BAR = 30;

    private record Part(String text, int importance) {}

    private final List<Part> parts = new ArrayList<>();
    private double fraction;

    /**
     * Begins a line.
     *
     * @param head what it is about; never left out
     */
    LiveLine(String head) {
        parts.add(new Part(head, Integer.MAX_VALUE));
    }

    /**
     * Adds a bar to the right.
     *
     * @param done how much of it is full, from 0 to 1
     * @return this
     */
    LiveLine bar(double done) {
        this.fraction = Math.min(1, Math.max(0, done));
        return add(drawn(SMALLEST_BAR), BAR);
    }

    /**
     * Adds a part to the right.
     *
     * @param text what it says
     * @param importance the larger, the longer it stays; of equals the left ones stay longer
     * @return this
     */
    LiveLine add(String text, int importance) {
        parts.add(new Part(text, importance));
        return this;
    }

    /**
     * The line.
     *
     * @param width the columns there are; the last one stays free, since some terminals wrap there
     * @return at most {@code width - 1} characters
     */
    String fit(int width) {
        int room = Math.max(1, width - 1);
        List<Part> kept = new ArrayList<>(parts);
        while (kept.size() > 1 && length(kept) > room) {
            kept.remove(leastImportant(kept));
        }
        int barRoom = SMALLEST_BAR + room - length(kept);
        kept.replaceAll(part -> part.importance() == BAR ? new Part(drawn(barRoom), BAR) : part);
        String line = String.join(GAP, kept.stream().map(Part::text).toList());
        return line.length() <= room ? line : line.substring(0, room);
    }

    private String drawn(int room) {
        int columns = Math.min(room, LARGEST_BAR);
        int full = (int) (fraction * columns);
        if (full == columns) {
            return "[" + "=".repeat(columns) + "]";
        }
        return "[" + "=".repeat(full) + ">" + " ".repeat(columns - full - 1) + "]";
    }

    private static int length(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.text().length()).sum() + GAP.length() * (parts.size() - 1);
    }

    private static int leastImportant(List<Part> parts) {
        int found = 0;
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).importance() <= parts.get(found).importance()) {
                found = i;
            }
        }
        return found;
    }
}
