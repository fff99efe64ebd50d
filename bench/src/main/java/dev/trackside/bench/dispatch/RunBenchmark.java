package dev.trackside.bench.dispatch;

import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whole runs of many short steps: what an event costs in a real run, and what a batch of a loop of one's own costs beside its training, with
 * events that nobody hears, means, and a loop that can be stopped at any point. The start and end of the run are in the figures, over {@value
 * #STEPS} steps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class RunBenchmark {

    private static final int STEPS = 100_000;
    private static final List<Integer> DATA =
            IntStream.rangeClosed(1, STEPS).boxed().toList();

    /** How many handlers there are, each of a class of its own; 0 for none. */
    @Param("8")
    public int handlers;

    private HandlerSet set;

    /** For JMH. */
    public RunBenchmark() {}

    /** Has runs with other handlers go before, then checks that each handler hears each step once. */
    @Setup
    public void setUp() {
        HandlerFolder folder = HandlerFolder.ofThisJvm();
        for (int other = 1; other < HandlerFolder.SETS; other++) {
            HandlerSet before = folder.load(HandlerKind.PLAIN, other, handlers);
            byEngine(before);
            byOwnLoop(before);
        }
        set = folder.load(HandlerKind.PLAIN, 0, handlers);
        check(byEngine(set.again()));
        check(byOwnLoop(set.again()));
    }

    private static void check(HandlerSet called) {
        double sum = DATA.stream().mapToDouble(Integer::doubleValue).sum();
        List<String> wrong = called.thoseWithout(sum);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("not every handler was called at each step once: " + wrong);
        }
    }

    /** {@code TrainingLoop.step()} as an engine calls it. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        byEngine(set.again());
    }

    /** A batch of a loop of one's own, which is a step too. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void batch() {
        byOwnLoop(set.again());
    }

    /**
     * The same loop and the same work without Trackside.
     *
     * @return what was summed without handlers
     */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double batchByHand() {
        Direct direct = set.again().direct();
        double sum = 0;
        int step = 0;
        for (Integer batch : DATA) {
            double loss = batch;
            sum += loss;
            direct.step(++step, loss);
        }
        return sum;
    }

    private static HandlerSet byEngine(HandlerSet attached) {
        run(attached).train(new Stepping());
        return attached;
    }

    private static HandlerSet byOwnLoop(HandlerSet attached) {
        run(attached).train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(DATA)) {
                    batch.record("loss", batch.data());
                }
            }
        });
        return attached;
    }

    private static RunBuilder run(HandlerSet attached) {
        RunBuilder run =
                Trackside.run("bench").withoutConfig().withoutDiscovery().epochs(1);
        for (Listener listener : attached.listeners()) {
            run.attach(listener);
        }
        return run;
    }

    /** One epoch of one batch of many steps, so that nothing but steps is measured. */
    private static final class Stepping implements Engine {
        @Override
        public String name() {
            return "stepping";
        }

        @Override
        public List<String> metrics() {
            return List.of("loss");
        }

        @Override
        public void train(TrainingLoop loop) {
            int loss = loop.slot("loss");
            while (loop.nextEpoch()) {
                if (loop.beginBatch(1) == TrainingLoop.Go.RUN) {
                    for (int step = 1; step <= STEPS; step++) {
                        loop.record(loss, step);
                        loop.step();
                    }
                    loop.endBatch();
                }
                loop.endEpoch();
            }
        }
    }
}
