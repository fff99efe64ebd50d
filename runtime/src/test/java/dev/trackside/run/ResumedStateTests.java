package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On resume new options win over those of before, and saved state over the fields' first values; what does not fit is said by plugin and field. */
class ResumedStateTests {

    @TempDir
    Path runs;

    static class Counts {
        @Option
        int patience = 3;

        @State
        int heard;

        @State
        double best = 9;

        @OnEpochEnd
        void hear() {
            heard++;
            best = Math.min(best, 10 - heard);
        }
    }

    static final class Newer {
        @State
        int heard;

        @State
        double best = 9;

        @State
        String since = "the beginning";

        @OnEpochBegin
        void hear() {}
    }

    static final class Older {
        @State
        int heard;

        @OnEpochBegin
        void hear() {}
    }

    static final class Retyped {
        @State
        long heard;

        @State
        double best;

        @OnEpochBegin
        void hear() {}
    }

    enum Trend {
        UP,
        DOWN
    }

    static final class Trends {
        @State
        Trend trend = Trend.UP;

        @OnEpochBegin
        void hear() {}
    }

    /** A version of the plugin that has another constant. */
    static final class OtherTrends {

        enum Trend {
            FLAT
        }

        @State
        Trend trend = Trend.FLAT;

        @OnEpochBegin
        void hear() {}
    }

    private RunBuilder run() {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .epochs(2)
                .offers(EngineState.class, new ToyModel());
    }

    private static RunResult train(RunBuilder builder) {
        return builder.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(List.of(1))) {
                    batch.record("loss", 1);
                }
            }
        });
    }

    private void save(Object callback) {
        Saver saver = new Saver(6); // train begin, epoch begin, batch begin, step, batch end, epoch end
        train(run().attach("zz-saver", saver).attach("it", callback));
        assertThat(saver.heard.get(5)).isEqualTo("epoch end");
    }

    private List<String> resume(Object callback) {
        try (LogLines lines = LogLines.open()) {
            train(run().resume("last").attach("zz-saver", new Saver(-1)).attach("it", callback));
            return lines.lines();
        }
    }

    @Test
    void newOptionsWinOverThoseOfBeforeAndStateOverFirstValues() {
        train(run().attach("zz-saver", new Saver(6)).attach("it", new Counts()).option("it.patience", 5));
        Counts resumed = new Counts();
        resumed.best = 100;
        try (LogLines lines = LogLines.open()) {
            train(run().resume("last")
                    .attach("zz-saver", new Saver(-1))
                    .attach("it", resumed)
                    .option("it.patience", 7));
            assertThat(lines.lines())
                    .contains("INFO since the checkpoint: it: other options, patience = 5 then and 7 now.");
        }

        assertThat(resumed.patience).isEqualTo(7);
        assertThat(resumed.heard).isEqualTo(2);
        assertThat(resumed.best).as("9 was saved, one more came").isEqualTo(8);
    }

    @Test
    void anOptionOfBeforeIsNotKept() {
        train(run().attach("zz-saver", new Saver(6)).attach("it", new Counts()).option("it.patience", 5));
        Counts resumed = new Counts();
        train(run().resume("last").attach("zz-saver", new Saver(-1)).attach("it", resumed));

        assertThat(resumed.patience).isEqualTo(3);
    }

    @Test
    void aFieldThatTheCheckpointHasNotKeepsItsFirstValue() {
        save(new Counts());
        Newer newer = new Newer();

        assertThat(resume(newer)).contains("INFO The checkpoint has no since of it; it keeps its initial value.");
        assertThat(newer.since).isEqualTo("the beginning");
        assertThat(newer.heard).isEqualTo(1);
    }

    @Test
    void aRunThatWasCompleteSaysThatNothingIsLeft() {
        train(run().attach("zz-saver", new Saver(11))); // the end of the second epoch

        assertThat(resume(new Older()))
                .contains(
                        "WARN Nothing is left to train: the checkpoint has 2 epochs, and run.epochs is 2, which counts those of before. Raise it (--epochs) to go on.");
    }

    @Test
    void anEpochThatWasBegunAndIsNotInThePlanAnyMoreIsLeft() {
        train(run().attach("zz-saver", new Saver(10)).attach("it", new Counts())); // within the second epoch
        Counts resumed = new Counts();
        RunResult result = train(run().epochs(1).resume("last").attach("it", resumed));

        assertThat(resumed.heard).isEqualTo(1);
        assertThat(result.summary().epochs()).isEqualTo(1);
    }

    @Test
    void aFieldThatIsGoneIsNamed() {
        save(new Counts());
        Older older = new Older();

        assertThat(resume(older))
                .contains("WARN The checkpoint has the state best of it, which has no such field any more.");
        assertThat(older.heard).isEqualTo(1);
    }

    @Test
    void aCallbackThatTheCheckpointDoesNotKnowIsNamedWithItsFields() {
        train(run().attach("zz-saver", new Saver(6)));

        assertThat(resume(new Counts()))
                .contains("WARN The checkpoint has no state of it (heard, best); it begins anew.");
    }

    @Test
    void aCallbackThatIsGoneIsNamedWithItsFields() {
        save(new Counts());
        try (LogLines lines = LogLines.open()) {
            train(run().resume("last").attach("zz-saver", new Saver(-1)));
            assertThat(lines.lines())
                    .contains(
                            "WARN The checkpoint has state of it (heard, best), which is not attached; it is left out.");
        }
    }

    @Test
    void anotherTypeIsAnErrorThatNamesPluginAndField() {
        save(new Counts());

        assertThatThrownBy(() -> resume(new Retyped()))
                .isInstanceOf(TracksideException.class)
                .hasMessage(
                        "The state heard of it was saved as int and is long now. Give the field another name, or begin the run anew.");
    }

    @Test
    void anEnumOfAnotherNameIsAnotherType() {
        save(new Trends());

        assertThatThrownBy(() -> resume(new OtherTrends()))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("The state trend of it was saved as")
                .hasMessageContaining(OtherTrends.Trend.class.getCanonicalName());
    }
}
