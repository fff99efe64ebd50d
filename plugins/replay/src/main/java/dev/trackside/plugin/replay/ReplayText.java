package dev.trackside.plugin.replay;

import dev.trackside.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What a replay has shown, in lines for people. */
final class ReplayText {

    private ReplayText() {}

    /**
     * The decisions, a line each; the many changes of a learning rate that are as they were in one.
     *
     * @param verdict what was decided
     */
    static List<String> decisions(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        List<Verdict.Entry> entries = verdict.entries();
        for (int i = 0; i < entries.size(); i++) {
            Verdict.Entry entry = entries.get(i);
            int last = i;
            while (last + 1 < entries.size() && isMore(entry, entries.get(last + 1))) {
                last++;
            }
            lines.add(last == i ? line(entry) : lines(entry, entries.get(last), last - i + 1));
            i = last;
        }
        return lines;
    }

    private static boolean isMore(Verdict.Entry first, Verdict.Entry next) {
        return first.decision().kind() == Decision.Kind.LEARNING_RATE
                && next.decision().kind() == Decision.Kind.LEARNING_RATE
                && next.where() == first.where()
                && next.decision().callback().equals(first.decision().callback());
    }

    private static String line(Verdict.Entry entry) {
        Decision decision = entry.decision();
        String effect =
                switch (decision.effect()) {
                    case TAKEN -> "";
                    case OVERRULED -> " (overruled)";
                    case DEFERRED -> " (deferred)";
                };
        return "%s  %s: %s, %s: %s%s%s"
                .formatted(
                        mark(entry),
                        place(decision),
                        decision.callback(),
                        kind(decision),
                        decision.reason(),
                        effect,
                        values(entry));
    }

    private static String lines(Verdict.Entry first, Verdict.Entry last, int count) {
        return "%s  %s to %s: %s changed the learning rate %d times, at last: %s"
                .formatted(
                        mark(first),
                        place(first.decision()),
                        place(last.decision()),
                        first.decision().callback(),
                        count,
                        last.decision().reason());
    }

    private static String values(Verdict.Entry entry) {
        StringJoiner values = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (String name : entry.differing()) {
            values.add(String.format(
                    Locale.ROOT,
                    "%s is %.4g, not %.4g",
                    name,
                    entry.now().metrics().get(name),
                    entry.decision().metrics().get(name)));
        }
        return values.toString();
    }

    private static String mark(Verdict.Entry entry) {
        return switch (entry.where()) {
            case BOTH -> "as then";
            case ALIKE -> "alike  ";
            case RECORD -> "gone   ";
            case REPLAY -> "new    ";
        };
    }

    private static String kind(Decision decision) {
        return decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String place(Decision decision) {
        return decision.epoch() < 0 ? "step " + decision.step() : "epoch " + (decision.epoch() + 1);
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
