package dev.trackside.bench.dispatch;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reads the CPU time of the thread that is measured. On a machine with other work it repeats, where the time on the clock does not. For
 * benchmarks with one thread.
 */
public final class ThreadCpu implements InternalProfiler {

    /** The name of its result: nanoseconds of CPU time an operation. */
    static final String RESULT = "cpu.ns.norm";

    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before;

    /** For JMH. */
    public ThreadCpu() {}

    @Override
    public String getDescription() {
        return "CPU time of the measured thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = time();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double time = time() - before;
        long operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(RESULT, time / operations, "ns/op", AggregationPolicy.AVG));
    }

    /** Of all workers; 0 before the first iteration, when there is none yet. */
    private long time() {
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum;
    }
}
