package dev.trackside.bench.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One event told to some handlers. Before it is measured four other sets of handlers have been told of events by the same code, so that the
 * compiler's type profiles are as dirty as in any JVM that has been up for a while; then it is checked that each handler hears each event once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class EventBenchmark {

    private static final int EARLIER_CALLS = 160_000;
    private static final int FEWEST_EARLIER_EVENTS = 4_000;
    private static final int CHECKED_EVENTS = 300;
    private static final int LOSSES = 1023;

    /** How the handlers are told. */
    @Param("BY_HAND")
    public Variant variant;

    /** How many handlers there are, each of a class of its own. */
    @Param("8")
    public int handlers;

    private Publisher publisher;
    private long step;

    /** For JMH. */
    public EventBenchmark() {}

    /** Makes the profiles dirty, then the publisher that is measured, and checks it. */
    @Setup
    public void setUp() {
        HandlerFolder folder = HandlerFolder.ofThisJvm();
        pollute(folder);
        HandlerSet set = folder.load(variant.kind(), 0, handlers);
        publisher = variant.measured(set);
        check(set);
    }

    /** Calls by hand are left alone: only one class of them may be loaded, see {@link Direct}. */
    private void pollute(HandlerFolder folder) {
        if (variant.isByHand()) {
            return;
        }
        List<Publisher> others = new ArrayList<>();
        for (int set = 1; set < HandlerFolder.SETS; set++) {
            others.add(variant.earlier(folder.load(variant.kind(), set, handlers)));
        }
        int events = Math.max(FEWEST_EARLIER_EVENTS, EARLIER_CALLS / handlers);
        for (Publisher other : others) {
            for (int event = 1; event <= events; event++) {
                other.publish(event, event);
            }
        }
    }

    private void check(HandlerSet set) {
        double sum = 0;
        for (step = 1; step <= CHECKED_EVENTS; step++) {
            publisher.publish(step, (double) step);
            if (variant.isHeard() && step % variant.kind().every() == 0) {
                sum += step;
            }
        }
        List<String> wrong = set.thoseWithout(sum);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "%s does not tell each handler of each event once: %s".formatted(variant, wrong));
        }
    }

    /** Tells of one event. */
    @Benchmark
    public void event() {
        publisher.publish(++step, (double) (step & LOSSES));
    }
}
