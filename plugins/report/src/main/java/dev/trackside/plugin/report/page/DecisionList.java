package dev.trackside.plugin.report.page;

import dev.trackside.Decision;
import dev.trackside.plugin.report.run.RunData;
import dev.trackside.plugin.report.run.RunData.Decided;
import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of a run as rows of a table and marks on curves. What a callback does over and over, as a schedule changes the rate at each step, is one row and
 * no mark: the curve of the rate shows it.
 */
final class DecisionList {

    private final List<Row> rows = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /**
     * A row.
     *
     * @param id its id in the page
     * @param mark what the mark on the curves says; empty if there is none
     * @param epoch when
     * @param who which callback
     * @param what what it did
     * @param why its reason
     * @param values what it saw
     */
    record Row(String id, String mark, String epoch, String who, String what, String why, String values) {}

    /**
     * A mark.
     *
     * @param position where, on the axis of epochs
     * @param label what it says
     * @param row the id of its row
     * @param text who did what, and why
     */
    record Mark(double position, String label, String row, String text) {}

    /**
     * Reads the decisions of a run.
     *
     * @param run the run
     * @param prefix what ids begin with
     * @param letter what labels of marks begin with; empty if there is one run
     * @param label the name of the run in texts; empty if there is one run
     */
    DecisionList(RunData run, String prefix, String letter, String label) {
        int number = 0;
        for (Decided decided : run.decisions()) {
            String id = id(prefix);
            if (decided.times() > 1) {
                rows.add(together(id, decided));
            } else {
                String mark = letter + ++number;
                String text = (label.isEmpty() ? "" : label + ": ") + text(decided.first());
                rows.add(row(id, mark, decided.first()));
                marks.add(new Mark(decided.position(), mark, id, text));
            }
        }
    }

    /** That of the next row. */
    private String id(String prefix) {
        return prefix + "-decision-" + (rows.size() + 1);
    }

    List<Row> rows() {
        return rows;
    }

    List<Mark> marks() {
        return marks;
    }

    private static Row row(String id, String mark, Decision decision) {
        return new Row(
                id,
                mark,
                epoch(decision),
                decision.callback(),
                what(decision),
                decision.reason(),
                Words.metrics(decision.metrics()));
    }

    private static Row together(String id, Decided alike) {
        Decision first = alike.first();
        Decision last = alike.last();
        return new Row(
                id,
                "",
                epoch(first).equals(epoch(last)) ? epoch(first) : epoch(first) + " to " + epoch(last),
                first.callback(),
                "%s, %s times".formatted(what(first), Words.count(alike.times())),
                first.reason().equals(last.reason())
                        ? first.reason()
                        : "%s … %s".formatted(first.reason(), last.reason()),
                "");
    }

    private static String text(Decision decision) {
        return "%s %s%s: %s"
                .formatted(
                        decision.callback(),
                        what(decision),
                        decision.epoch() < 0 ? "" : " at epoch " + epoch(decision),
                        decision.reason());
    }

    private static String epoch(Decision decision) {
        return decision.epoch() < 0 ? "" : Integer.toString(decision.epoch() + 1);
    }

    private static String what(Decision decision) {
        String what =
                switch (decision.kind()) {
                    case SKIP_BATCH -> "skipped a batch";
                    case STOP_EPOCH -> "ended the epoch";
                    case STOP -> "stopped the run";
                    case INTERRUPT -> "interrupted the run";
                    case LEARNING_RATE -> "changed the learning rate";
                    case RESTORE -> "restored weights";
                    case DETACH -> "was detached";
                };
        return switch (decision.effect()) {
            case TAKEN -> what;
            case OVERRULED -> what + " (overruled)";
            case DEFERRED -> what + " (deferred)";
        };
    }
}
