package dev.trackside.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Plan;
import dev.trackside.RunFiles;
import dev.trackside.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The kit finds what it says that it finds, and nothing in a plugin that behaves. */
class FaultKitTests {

    /** Counts, stops, writes a file, closes itself: as it should. */
    static final class Behaves implements AutoCloseable {
        @Option
        int patience = 2;

        @State
        int stale;

        @State
        double best = Double.POSITIVE_INFINITY;

        private Thread worker;

        @OnTrainBegin
        void begin() {
            worker = new Thread(Behaves::work, "behaves");
            worker.start();
        }

        private static void work() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        @OnEpochEnd
        Control check(@Metric("val_loss") double loss, RunFiles files, int epoch) {
            try {
                Files.writeString(files.folder().resolve("behaves.txt"), "epoch " + epoch);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
            stale = loss < best ? 0 : stale + 1;
            best = Math.min(best, loss);
            return stale < patience ? Control.proceed() : Control.stop("stale");
        }

        @Override
        public void close() {
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aPluginThatBehavesSurvives() {
        return FaultKit.of(Behaves::new).option("patience", 3).tests();
    }

    @Nested
    class APluginThat {

        @Test
        void leavesAThreadFailsEverywhere() {
            Map<Fault, Throwable> failed = failed(FaultKit.of(LeavesAThread::new));

            assertThat(failed).containsKeys(Fault.NONE, Fault.METRICS_NAN, Fault.INTERRUPTED);
            assertThat(failed.get(Fault.NONE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("after the run the thread leaves-a-thread runs on at ")
                    .hasMessageEndingWith("end it in close()");
            LeavesAThread.END.countDown();
        }

        @Test
        void leavesAnInterruptALoaderAndAStreamIsToldAllOfIt() {
            assertThat(failed(FaultKit.of(LeavesThings::new)).get(Fault.NONE))
                    .hasMessageStartingWith(
                            "after the run the thread that trains is interrupted; the thread that trains has another context class loader: null; System.out is another stream");
            assertThat(Thread.interrupted()).isFalse();
            assertThat(Thread.currentThread().getContextClassLoader()).isNotNull();
        }

        @Test
        void cannotBearNaNFailsThereAlone() {
            assertThat(failed(FaultKit.of(CannotBearNan::new)))
                    .containsOnlyKeys(Fault.METRICS_NAN, Fault.METRICS_NAN_ONCE);
        }

        @Test
        void divesIntoTheMessageOfAFailureIsToldByTheOneWithout() {
            assertThat(failed(FaultKit.of(ReadsTheMessage::new)))
                    .containsOnlyKeys(Fault.ENGINE_FAILS)
                    .hasValueSatisfying(new org.assertj.core.api.Condition<>(
                            failure ->
                                    failure.getMessage().contains("the run failed as it was to, and then this came: "),
                            "tells what came then"));
        }

        @Test
        void dividesByWhatWasTrainedFailsWhereNothingWas() {
            assertThat(failed(FaultKit.of(DividesByBatches::new)))
                    .containsOnlyKeys(Fault.NOTHING_TRAINED, Fault.NO_BATCHES, Fault.ENGINE_FAILS_AT_ONCE);
        }

        @Test
        void keepsItsStateInAPlainFieldDoesNotSurviveAResume() {
            Map<Fault, Throwable> failed = failed(FaultKit.of(Forgets::new));

            assertThat(failed).containsOnlyKeys(Fault.RESUMED);
            assertThat(failed.get(Fault.RESUMED))
                    .hasMessageStartingWith("the state saved of plugin-under-test is ")
                    .hasMessageEndingWith("is all that it depends on @State?");
        }

        @Test
        void remembersTheRunBeforeIsToldByASecondRun() {
            Remembers.runs = 0;
            assertThat(failed(FaultKit.of(Remembers::new))).containsKey(Fault.SECOND_RUN);
        }

        @Test
        void expectsEachEpochToBeginFailsWhenItIsAttachedLateOrResumed() {
            assertThat(failed(FaultKit.of(NeedsEpochBegin::new))).containsOnlyKeys(Fault.ATTACHED_LATE, Fault.RESUMED);
        }

        @Test
        void cannotBeClosedFailsEverywhere() {
            assertThat(failed(FaultKit.of(CannotBeClosed::new)).keySet())
                    .contains(Fault.NONE, Fault.INTERRUPTED, Fault.RESUMED);
        }

        @Test
        void hidesThatItCannotWriteBehindAnotherFaultFails() {
            assertThat(failed(FaultKit.of(HidesTheDisk::new))).containsOnlyKeys(Fault.FOLDER_LOST);
        }
    }

    @Test
    void whatIsExceptedIsSkippedWithTheReason() {
        FaultKit kit = FaultKit.of(CannotBearNan::new).except(Fault.METRICS_NAN, "no metric of ours is NaN");

        assertThatThrownBy(() -> kit.run(Fault.METRICS_NAN))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("excepted: no metric of ours is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> kit.except(Fault.NONE, " "));
    }

    /** The faults that a plugin does not survive. */
    private static Map<Fault, Throwable> failed(FaultKit kit) {
        Map<Fault, Throwable> failed = new LinkedHashMap<>();
        for (Fault fault : EnumSet.allOf(Fault.class)) {
            try {
                kit.run(fault);
            } catch (Throwable thrown) {
                failed.put(fault, thrown);
            }
        }
        return failed;
    }

    static final class LeavesAThread {
        static final CountDownLatch END = new CountDownLatch(1);

        @OnTrainBegin
        void begin() {
            Thread thread = new Thread(
                    () -> {
                        try {
                            END.await();
                        } catch (InterruptedException end) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "leaves-a-thread");
            thread.setDaemon(true);
            thread.start();
        }
    }

    static final class LeavesThings {
        @OnTrainEnd
        void end() {
            Thread.currentThread().interrupt();
            Thread.currentThread().setContextClassLoader(null);
            System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        }
    }

    static final class CannotBearNan {
        @OnEpochEnd
        void end(@Metric("val_loss") double loss) {
            if (Double.isNaN(loss)) {
                throw new ArithmeticException("NaN");
            }
        }
    }

    static final class ReadsTheMessage {
        @OnFailure
        void failed(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            assertThat(root.getMessage().isEmpty()).isFalse();
        }
    }

    static final class DividesByBatches {
        private int batches;

        @OnBatchEnd
        void batch(Batch batch) {
            batches++;
        }

        @OnTrainEnd
        void end() {
            assertThat(100 / batches).isPositive();
        }
    }

    static final class Forgets {
        @State
        int saved;

        private int counted;

        @OnBatchEnd
        void batch() {
            saved = ++counted;
        }
    }

    static final class Remembers {
        static int runs;

        @OnTrainBegin
        void begin() {
            runs++;
        }

        @OnEpochEnd
        Control end() {
            return runs % 2 == 0 ? Control.stopEpoch("run " + runs) : Control.proceed();
        }
    }

    static final class NeedsEpochBegin {
        private final Set<Integer> begun = new java.util.HashSet<>();

        @OnEpochBegin
        void begin(int epoch) {
            begun.add(epoch);
        }

        @OnEpochEnd
        void end(Epoch epoch, Plan plan) {
            if (!begun.contains(epoch.index())) {
                throw new IllegalStateException("epoch %d of %s never began".formatted(epoch.index(), plan.epochs()));
            }
        }
    }

    static final class CannotBeClosed implements AutoCloseable {
        @OnEpochEnd
        void end() {}

        @Override
        public void close() {
            throw new IllegalStateException("not today");
        }
    }

    static final class HidesTheDisk {
        @OnEpochEnd
        void end(RunFiles files) {
            boolean written = false;
            try {
                Files.writeString(files.folder().resolve("x"), "x");
                written = true;
            } catch (IOException | RuntimeException lost) {
                written = false;
            }
            if (!written) {
                throw new NullPointerException();
            }
        }
    }
}
