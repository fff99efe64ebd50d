package dev.trackside.plugin.report.page;

import dev.trackside.Decision;
import dev.trackside.plugin.report.run.RunData;
import dev.trackside.plugin.report.run.RunData.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The decisions of a run as rows of a table and marks on curves. What a callback does over and over, as a schedule changes the rate at each step, is one row and
 * no mark: the curve of the rate shows it.
 */
final class DecisionList {

    private static final int OFTEN = 10;

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

    private record Doer(String callback, Decision.Kind kind, Decision.Effect effect) {}

    /**
     * Reads the decisions of a run.
     *
     * @param run the run
     * @param prefix what ids begin with
     * @param letter what labels of marks begin with; empty if there is one run
     * @param label the name of the run in texts; empty if there is one run
     */
    DecisionList(RunData run, String prefix, String letter, String label) {
        Map<Doer, List<Placed>> byDoer = new LinkedHashMap<>();
        for (Placed placed : run.decisions()) {
            byDoer.computeIfAbsent(doer(placed), none -> new ArrayList<>()).add(placed);
        }
        Set<Doer> told = new HashSet<>();
        int number = 0;
        for (Placed placed : run.decisions()) {
            List<Placed> alike = byDoer.getOrDefault(doer(placed), List.of());
            if (alike.size() <= OFTEN) {
                String id = id(prefix);
                String mark = letter + ++number;
                rows.add(row(id, mark, placed));
                marks.add(new Mark(placed.position(), mark, id, (label.isEmpty() ? "" : label + ": ") + text(placed)));
            } else if (told.add(doer(placed))) {
                rows.add(together(id(prefix), alike));
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

    private static Doer doer(Placed placed) {
        Decision decision = placed.decision();
        return new Doer(decision.callback(), decision.kind(), decision.effect());
    }

    private static Row row(String id, String mark, Placed placed) {
        Decision decision = placed.decision();
        return new Row(
                id,
                mark,
                epoch(placed),
                decision.callback(),
                what(decision),
                decision.reason(),
                Words.metrics(decision.metrics()));
    }

    private static Row together(String id, List<Placed> alike) {
        Placed first = alike.get(0);
        Placed last = alike.get(alike.size() - 1);
        String reason = first.decision().reason();
        String end = last.decision().reason();
        return new Row(
                id,
                "",
                epoch(first).equals(epoch(last)) ? epoch(first) : epoch(first) + " to " + epoch(last),
                first.decision().callback(),
                "%s, %s times".formatted(what(first.decision()), Words.count(alike.size())),
                reason.equals(end) ? reason : "%s … %s".formatted(reason, end),
                "");
    }

    private static String text(Placed placed) {
        Decision decision = placed.decision();
        return "%s %s%s: %s"
                .formatted(
                        decision.callback(),
                        what(decision),
                        decision.epoch() < 0 ? "" : " at epoch " + epoch(placed),
                        decision.reason());
    }

    private static String epoch(Placed placed) {
        int epoch = placed.decision().epoch();
        return epoch < 0 ? "" : Integer.toString(epoch + 1);
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
