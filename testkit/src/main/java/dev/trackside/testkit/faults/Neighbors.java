package dev.trackside.testkit.faults;

import dev.trackside.Attachment;
import dev.trackside.Checkpoints;
import dev.trackside.Clock;
import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Callbacks that do to a run what happens to runs. */
final class Neighbors {

    /** The checkpoint in the middle of {@link #SAVED_EPOCH}. */
    static final String MIDDLE = "fault-kit-middle";

    /** The checkpoint at each epoch end. */
    static final String END = "fault-kit-end";

    static final int SAVED_EPOCH = 1;

    // Ids before and after those of most plugins: what is equal in phase goes by id.
    private static final String FIRST = "a-fault-kit";
    private static final String LAST = "zz-fault-kit";

    private Neighbors() {}

    static Simulation throwing(Simulation simulation) {
        Simulation all = simulation;
        for (When when : When.values()) {
            String suffix = "-" + when.name().toLowerCase(Locale.ROOT);
            for (String id : List.of(FIRST + suffix, LAST + suffix)) {
                all = all.attach(id, new Throws(when)).option(id + ".on-failure", "detach");
            }
        }
        return all;
    }

    static Simulation failing(Simulation simulation, RuntimeException fault) {
        return simulation.attach(FIRST, new AtBatchBegin((epoch, batch) -> {
            if (epoch == 1 && batch == 1) {
                throw fault;
            }
            return Control.proceed();
        }));
    }

    static Simulation skipping(Simulation simulation) {
        return simulation.attach(FIRST, new AtBatchBegin((epoch, batch) -> Control.skipBatch("by the fault kit")));
    }

    static Simulation stopping(Simulation simulation) {
        return simulation.attach(
                FIRST,
                new AtBatchBegin((epoch, batch) ->
                        epoch == 1 && batch == 1 ? Control.stop("by the fault kit") : Control.proceed()));
    }

    static Simulation stoppingEpochs(Simulation simulation) {
        return simulation.attach(FIRST, new StopsEpochs());
    }

    static Simulation interrupting(Simulation simulation) {
        return simulation.attach(FIRST, new InterruptsAtTrainBegin());
    }

    static Simulation movingTheClock(Simulation simulation) {
        return simulation.attach(FIRST, new MovesTheClock());
    }

    static Simulation saving(Simulation simulation) {
        return simulation.attach(LAST, new Saves());
    }

    static Simulation breakingTheFolder(Simulation simulation) {
        return simulation.attach(FIRST, new BreaksTheFolder());
    }

    /**
     * Attaches a callback at the begin of the second batch of an epoch, and detaches it there in another.
     *
     * @param joins the epoch; -1 for train begin
     * @param leaves the epoch; -1 for never
     */
    static Simulation attaching(Simulation simulation, String id, Object callback, int joins, int leaves) {
        return simulation.attach(FIRST, new Attaches(id, callback, joins, leaves));
    }

    /** When one throws. */
    private enum When {
        BEGIN,
        BATCH,
        EPOCH,
        END
    }

    /** Throws at one of the events that it hears, and is detached for it. */
    static final class Throws {
        private final When when;

        Throws(When when) {
            this.when = when;
        }

        private void at(When now) {
            if (when == now) {
                throw new IllegalStateException("by the fault kit");
            }
        }

        @OnTrainBegin
        void trainBegins() {
            at(When.BEGIN);
        }

        @OnBatchEnd
        void batchEnds() {
            at(When.BATCH);
        }

        @OnEpochEnd
        void epochEnds() {
            at(When.EPOCH);
        }

        @OnTrainEnd
        void trainEnds() {
            at(When.END);
        }
    }

    /** Answers at the begin of each batch. */
    static final class AtBatchBegin {
        private final BiFunction<Integer, Integer, Control> answer;

        AtBatchBegin(BiFunction<Integer, Integer, Control> answer) {
            this.answer = answer;
        }

        @OnBatchBegin
        Control batchBegins(int epoch, int batch) {
            return answer.apply(epoch, batch);
        }
    }

    /** Leaves no batch to any epoch. */
    static final class StopsEpochs {
        @OnEpochBegin
        Control epochBegins() {
            return Control.stopEpoch("by the fault kit");
        }
    }

    /** Ends the run before it has begun to train. */
    static final class InterruptsAtTrainBegin {
        @OnTrainBegin
        void trainBegins(Run run) {
            run.interrupt("by the fault kit");
        }
    }

    /** Lets a day pass, then sets the wall clock back by two. */
    static final class MovesTheClock {
        @OnBatchEnd
        void batchEnds(Clock clock, int epoch, int batch) {
            if (!(clock instanceof TestClock moved)) {
                throw new IllegalStateException("a simulation has a clock that tests move, not " + clock);
            }
            if (epoch == 1 && batch == 0) {
                moved.advance(Duration.ofDays(1));
            } else if (epoch == 2 && batch == 0) {
                moved.set(moved.now().minus(Duration.ofDays(2)));
            }
        }
    }

    /** Saves in the middle of an epoch, and at the end of each. */
    static final class Saves {
        @OnBatchEnd
        void batchEnds(int epoch, int batch, Checkpoints checkpoints) {
            if (epoch == SAVED_EPOCH && batch == 1) {
                checkpoints.request(MIDDLE);
            }
        }

        @OnEpochEnd
        void epochEnds(Checkpoints checkpoints) {
            checkpoints.request(END);
        }
    }

    /** Puts a file where the folder of the run was. Not even root can create a folder in that. */
    static final class BreaksTheFolder {
        @OnEpochBegin(at = 2)
        void epochBegins(RunFiles files) {
            Path folder = files.folder();
            try {
                try (Stream<Path> content = Files.walk(folder)) {
                    for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
                Files.createFile(folder);
            } catch (IOException fault) {
                throw new UncheckedIOException("the folder of the run cannot be broken", fault);
            }
        }
    }

    /** Attaches and detaches another callback. */
    static final class Attaches {
        private final String id;
        private final Object callback;
        private final int joins;
        private final int leaves;
        private @Nullable Attachment attachment;

        Attaches(String id, Object callback, int joins, int leaves) {
            this.id = id;
            this.callback = callback;
            this.joins = joins;
            this.leaves = leaves;
        }

        @OnTrainBegin
        void trainBegins(Run run) {
            if (joins < 0) {
                attachment = run.attach(id, callback);
            }
        }

        @OnBatchBegin
        void batchBegins(int epoch, int batch, Run run) {
            if (batch != 1) {
                return;
            }
            if (epoch == joins) {
                attachment = run.attach(id, callback);
            }
            if (epoch == leaves && attachment != null) {
                attachment.detach();
            }
        }
    }
}
