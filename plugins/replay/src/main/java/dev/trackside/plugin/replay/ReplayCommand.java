package dev.trackside.plugin.replay;

import dev.trackside.Console;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code trackside replay}: what callbacks would have decided in a recorded run. */
public final class ReplayCommand implements Command {

    /** The exit code of {@code --check}, if the decisions are other ones. */
    private static final int DIFFERENT = 1;

    /** Settings of the run that have a meaning without training. */
    private static final Set<String> KEPT = Set.of(
            "run.min-epochs",
            "run.min-steps",
            "run.validate-every",
            "run.accumulate",
            "loading.folders",
            "loading.trust",
            "loading.lock",
            "loading.signers",
            "loading.mode");

    /** For the {@code ServiceLoader}. */
    public ReplayCommand() {}

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "Plays a recorded run back to callbacks, without training, and compares what they decide";
    }

    @Override
    public String arguments() {
        return "[RUN]";
    }

    @Override
    public String argumentsSummary() {
        return "The run: its id, the beginning of its id, its folder, or last for the newest, which it is if none is given";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "trackside replay last --with early-stopping.patience=3",
                "trackside replay digits-20260131 --without lr-schedule --check");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        "with",
                        "ID[.OPTION=VALUE]...",
                        "Another option of a callback, as in --with early-stopping.patience=3, or another callback"),
                new Option("without", "ID...", "Leaves a callback of the record out"),
                new Option("plugins", "DIR...", "A folder with jars of plugins"),
                HistoryFile.OPTION,
                new Option("check", "", "Ends with exit code 1 if the decisions are not those of the record"),
                new Option("json", "", "Prints JSON"));
    }

    @Override
    public int run(CommandContext context) throws IOException {
        if (context.arguments().size() > 1) {
            throw new UsageException("One run at a time, please; these are %s.".formatted(context.arguments()));
        }
        String which =
                context.arguments().isEmpty() ? "last" : context.arguments().get(0);
        try (History history = History.open(HistoryFile.of(context))) {
            return replay(history.run(which), context);
        }
    }

    private int replay(RecordedRun record, CommandContext context) throws IOException {
        KnownTables tables = new KnownTables(Thread.currentThread().getContextClassLoader());
        Cast cast = new Cast(record, tables);
        cast.recorded(new LinkedHashSet<>(context.option("without")));
        context.option("with").forEach(cast::with);
        ReplayEngine engine = ReplayEngine.of(record, cast.measured(), tables).keepingDecisions();
        Path folder = Files.createTempDirectory("trackside-replay");
        try {
            boolean json = !context.option("json").isEmpty();
            Console console = context.console();
            if (!json) {
                engine.beginningWith(
                        () -> introduce(record, cast, context.option("with")).forEach(console::line));
            }
            List<String> settings = settings(record, engine, cast, folder, context.option("plugins"));
            Played played = play(engine, cast, context, settings);
            Run replay = played.run();
            Verdict verdict = verdict(record, engine, cast);
            if (json) {
                new ReplayDocument(
                                record,
                                replay,
                                context.option("with"),
                                notes(record, cast),
                                played.brokenOff(),
                                verdict)
                        .json()
                        .lines()
                        .forEach(console::line);
            } else {
                ReplayText.decisions(verdict).forEach(console::line);
                conclude(record, played, verdict).forEach(console::line);
            }
            return !context.option("check").isEmpty() && !verdict.isTheSame() ? DIFFERENT : 0;
        } finally {
            delete(folder);
        }
    }

    private static Verdict verdict(RecordedRun record, ReplayEngine engine, Cast cast) {
        try (Stream<Decision> decisions = record.decisions()) {
            return Verdict.of(decisions, engine.decisions(), Set.copyOf(cast.ids()));
        }
    }

    /**
     * A replay that is over.
     *
     * @param run the replay
     * @param brokenOff what says that the record breaks off, if it does
     */
    private record Played(Run run, Optional<String> brokenOff) {}

    /** Runs it to its end, or to where the record breaks off, which is an end like any other. */
    private static Played play(ReplayEngine engine, Cast cast, CommandContext context, List<String> settings) {
        try {
            return new Played(context.train(engine, context.configuration(settings)), Optional.empty());
        } catch (TracksideException failure) {
            if (failure.getCause() instanceof EndOfRecordException end) {
                return new Played(engine.run(), Optional.ofNullable(end.getMessage()));
            }
            throw engine.hasBegun() ? failure : WrongCast.of(failure, context.option("with"), cast.hint());
        }
    }

    private static List<String> settings(
            RecordedRun record, ReplayEngine engine, Cast cast, Path folder, List<String> plugins) {
        List<String> settings = new ArrayList<>();
        record.parameters().forEach((key, value) -> {
            if (KEPT.contains(key) && !value.equals("none") && !value.contains("***")) {
                settings.add(key + "=" + value);
            }
        });
        if (!plugins.isEmpty()) {
            settings.add("loading.folders=" + String.join(",", plugins));
        }
        settings.add("run.name=" + record.name());
        settings.add("run.epochs=" + engine.epochs());
        settings.add("run.dir=" + folder);
        record.seed().ifPresent(seed -> settings.add("run.seed=" + seed));
        cast.addTo(settings);
        settings.add("plugins.recorded-metrics.names=" + String.join(",", engine.produced()));
        return settings;
    }

    private static List<String> introduce(RecordedRun record, Cast cast, List<String> with) {
        List<String> lines = new ArrayList<>();
        lines.add("Replaying %s: %s and %s of %s."
                .formatted(
                        record.id(),
                        ReplayText.count(record.epochs(), "epoch"),
                        ReplayText.count(record.steps(), "step"),
                        record.engine()));
        for (String one : with) {
            int dot = one.indexOf('.');
            int equals = one.indexOf('=');
            if (equals > dot && dot > 0) {
                String then = cast.recordedOption(one.substring(0, dot), one.substring(dot + 1, equals));
                lines.add("With %s%s.".formatted(one, then == null ? "" : "; it was " + then));
            }
        }
        lines.addAll(notes(record, cast));
        return lines;
    }

    /** What keeps the replay from being the run. */
    private static List<String> notes(RecordedRun record, Cast cast) {
        List<String> notes = new ArrayList<>();
        if (record.everyBatches() != 1) {
            notes.add("Not all batches are recorded, so what is decided at batches and steps is not that of the run.");
        }
        notes.addAll(cast.notes());
        return notes;
    }

    private static List<String> conclude(RecordedRun record, Played played, Verdict verdict) {
        Run replay = played.run();
        List<String> lines = new ArrayList<>();
        long gone = verdict.count(Verdict.Where.RECORD);
        long added = verdict.count(Verdict.Where.REPLAY);
        if (verdict.entries().isEmpty()) {
            lines.add("Nothing was decided, neither then nor now.");
        } else if (verdict.isTheSame()) {
            lines.add("%s, the same as then."
                    .formatted(ReplayText.count(verdict.entries().size(), "decision")));
        } else {
            long alike = verdict.count(Verdict.Where.ALIKE);
            lines.add("%s as then, %s%d new, %d gone."
                    .formatted(
                            ReplayText.count(verdict.count(Verdict.Where.BOTH), "decision"),
                            alike == 0 ? "" : alike + " alike upon other metrics, ",
                            added,
                            gone));
        }
        played.brokenOff().ifPresent(lines::add);
        int epochs = replay.summary().epochs();
        boolean stopped = replay.outcome().filter(Outcome.STOPPED::equals).isPresent();
        if (stopped) {
            lines.add("The replay is stopped after %s%s."
                    .formatted(
                            ReplayText.count(epochs, "epoch"),
                            epochs < record.epochs() ? " of " + record.epochs() : "; so was the run"));
        } else if (record.outcome().filter(Outcome.STOPPED::equals).isPresent()) {
            lines.add(
                    "Nobody stops the replay before the record ends, after %s. What would have come then is not known."
                            .formatted(ReplayText.count(epochs, "epoch")));
        }
        if (added + gone > 0) {
            lines.add("Metrics are those of the record, whatever is decided.");
        }
        return lines;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
