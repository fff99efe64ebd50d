package dev.trackside.bench;

import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a batch costs beside its training: the same callbacks called by hand, and in a whole run of an own loop, which also fires the other events, keeps the means and can be stopped at any point. Read the scores as ratios of one
 * run on one machine: nanoseconds a batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BatchBenchmark {

    private static final int BATCHES = 100_000;
    private static final List<Integer> DATA =
            IntStream.range(0, BATCHES).boxed().toList();

    /** How many callbacks hear each batch. */
    @Param({"0", "1", "8"})
    int callbacks;

    /** For JMH. */
    public BatchBenchmark() {}

    /**
     * The floor: direct calls.
     *
     * @return what was summed
     */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public double byHand() {
        Sums.Sum[] sums = Sums.of(callbacks);
        double rest = 0;
        for (int batch : DATA) {
            double loss = 1.0 / (batch + 1);
            rest += loss;
            for (int i = 0; i < sums.length; i++) {
                sums[i].add(loss);
            }
        }
        return rest + total(sums);
    }

    /**
     * A run with its events, means and control.
     *
     * @return what was summed
     */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public double trackside() {
        Sums.Sum[] sums = Sums.of(callbacks);
        RunBuilder run =
                Trackside.run("bench").withoutConfig().withoutDiscovery().epochs(1);
        for (Sums.Sum sum : sums) {
            run.attach(sum);
        }
        run.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(DATA)) {
                    batch.record("loss", 1.0 / (batch.data() + 1));
                }
            }
        });
        return total(sums);
    }

    private static double total(Sums.Sum[] sums) {
        double total = 0;
        for (Sums.Sum sum : sums) {
            total += sum.total();
        }
        return total;
    }
}
