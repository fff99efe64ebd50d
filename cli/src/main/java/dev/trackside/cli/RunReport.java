package dev.trackside.cli;

import dev.trackside.Artifact;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.runtime.checkpoint.LocalCheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The last lines of a training: how it ended and why, what was decided, where the files are, how to go on, what to look at. */
final class RunReport {

    private static final int MOST_DECISIONS = 20;
    /** Metrics that tell of the training, not of what came of it. */
    private static final Set<String> NO_RESULTS = Set.of("epoch_seconds", "examples_per_second", "lr");

    private final Run run;
    private final Path folder;
    private final String command;

    /**
     * Creates it.
     *
     * @param run a run that has ended
     * @param folder its folder, which exists only if something was put there
     * @param command what begins it anew, e.g. {@code trackside train digits.yaml}
     */
    RunReport(Run run, Path folder, String command) {
        this.run = run;
        this.folder = folder;
        this.command = command;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        RunSummary summary = run.summary();
        lines.add(ending(summary));
        StringJoiner metrics = new StringJoiner(", ", "metrics:   ", "").setEmptyValue("");
        summary.metrics().forEach((name, value) -> {
            if (!NO_RESULTS.contains(name)) {
                metrics.add(name + " = " + number(value));
            }
        });
        if (metrics.length() > 0) {
            lines.add(metrics.toString());
        }
        String head = "decisions: ";
        for (String decision : decisions()) {
            lines.add(head + decision);
            head = " ".repeat(head.length());
        }
        for (RunSummary.Callback callback : summary.callbacks()) {
            callback.detached().ifPresent(why -> lines.add("detached:  %s: %s".formatted(callback.id(), why)));
            if (callback.dropped() > 0) {
                lines.add("dropped:   %s: %d of %s"
                        .formatted(callback.id(), callback.dropped(), count(callback.calls(), "call")));
            }
        }
        if (Files.isDirectory(folder)) {
            lines.add("files:     " + shown(folder));
            if (hasCheckpoint()) {
                lines.add("resume:    %s --resume %s%s"
                        .formatted(command, ShellWords.quoted(shown(folder)), moreEpochs()));
            }
        }
        pages().forEach(page -> lines.add("look at:   " + shown(page)));
        return lines;
    }

    private String ending(RunSummary summary) {
        String outcome =
                run.outcome().map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("ended");
        return "%s after %s, %s in %s%s"
                .formatted(
                        outcome,
                        count(summary.epochs(), "epoch"),
                        count(summary.steps(), "step"),
                        seconds(summary.elapsed()),
                        reason());
    }

    /** Of a failed run it is what the command ends with, as an error. */
    private String reason() {
        return run.outcome().filter(Outcome.FAILED::equals).isPresent()
                ? ""
                : run.reason().map(reason -> ": " + reason).orElse("");
    }

    /** One line each, but the many changes of a learning rate by one callback in one line. */
    private List<String> decisions() {
        List<Decision> all = run.decisions();
        Map<String, List<Decision>> rates = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Decision decision : all) {
            if (decision.kind() == Decision.Kind.LEARNING_RATE) {
                rates.computeIfAbsent(decision.callback(), id -> new ArrayList<>())
                        .add(decision);
            } else {
                lines.add(line(decision));
            }
        }
        rates.forEach((callback, changes) -> {
            Decision last = changes.get(changes.size() - 1);
            lines.add(
                    changes.size() == 1
                            ? line(last)
                            : "%s: %s changed the learning rate %d times, at last: %s"
                                    .formatted(place(last), callback, changes.size(), last.reason()));
        });
        int more = lines.size() - MOST_DECISIONS;
        if (more <= 0) {
            return lines;
        }
        List<String> last = new ArrayList<>(lines.subList(more, lines.size()));
        last.add(0, "(%d earlier ones are left out)".formatted(more));
        return last;
    }

    private static String line(Decision decision) {
        String effect =
                switch (decision.effect()) {
                    case TAKEN -> "";
                    case OVERRULED -> " (overruled)";
                    case DEFERRED -> " (deferred)";
                };
        return "%s: %s, %s: %s%s"
                .formatted(
                        place(decision),
                        decision.callback(),
                        decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        decision.reason(),
                        effect);
    }

    private static String place(Decision decision) {
        return decision.epoch() < 0 ? "step " + decision.step() : "epoch " + (decision.epoch() + 1);
    }

    /** Pages that callbacks have made of the run; each once, though it was handed in again. */
    private List<Path> pages() {
        return run.artifacts().stream()
                .map(Artifact::file)
                .filter(file -> file.toString().endsWith(".html"))
                .distinct()
                .toList();
    }

    private boolean hasCheckpoint() {
        try {
            return !new LocalCheckpointStore(folder.resolve(LocalCheckpointStore.FOLDER))
                    .names()
                    .isEmpty();
        } catch (IOException e) {
            // A folder that cannot be read is nothing to resume from, and no reason to fail a run that has ended.
            return false;
        }
    }

    private String moreEpochs() {
        return run.outcome().filter(Outcome.COMPLETED::equals).isPresent() ? " --epochs MORE" : "";
    }

    /** As a person here would write it: relative if that is shorter. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        String whole = path.toAbsolutePath().toString();
        if (!path.toAbsolutePath().startsWith(here)) {
            return whole;
        }
        return here.relativize(path.toAbsolutePath()).toString();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String seconds(Duration elapsed) {
        if (elapsed.toMinutes() > 0) {
            return "%d min %02d s".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
