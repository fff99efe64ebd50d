package dev.trackside.bench.dispatch;

import dev.trackside.bench.dispatch.Lines.BenchHandler;
import dev.trackside.runtime.dispatch.Fusing;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.metrics.Layer;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.logging.log4j.LogManager;

/**
 * What attaching costs in a JVM that has just started: making the line of eight handlers that are bound already. The first, then sequences of the
 * same classes in orders never seen, then one that was seen. Prints a figure a line.
 */
final class AttachProgram {

    static final int HANDLERS = 8;

    /** Nanoseconds in a microsecond. */
    private static final double NANOS = 1e3;

    private static final int NEW_SHAPES = 12;
    private static final int BLOCKS = 30;
    private static final int BLOCK = 2_000;

    private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Fusing fusing;
    private final BenchFrame frame = new BenchFrame(new Layer());
    private int lines;

    private AttachProgram(Fusing fusing) {
        this.fusing = fusing;
    }

    /**
     * Starts it.
     *
     * @param arguments how to dispatch
     */
    public static void main(String[] arguments) {
        new AttachProgram(Fusing.valueOf(arguments[0])).run();
    }

    private void run() {
        List<BenchHandler> handlers =
                Lines.handlers(HandlerFolder.ofThisJvm().load(HandlerKind.PLAIN, 0, HANDLERS), frame);
        // Any run has long logged something before it fires its first event.
        LogManager.getLogger(AttachProgram.class).debug("attaching {} handlers", handlers.size());
        first(handlers);
        newShapes(handlers);
        seenShape(handlers);
    }

    private void first(List<BenchHandler> handlers) {
        long loaded = classes.getTotalLoadedClassCount();
        long began = threads.getCurrentThreadCpuTime();
        attach(handlers);
        Figures.print("first.us", (threads.getCurrentThreadCpuTime() - began) / NANOS);
        Figures.print("first.classes", (double) (classes.getTotalLoadedClassCount() - loaded));
    }

    private void newShapes(List<BenchHandler> handlers) {
        Random random = new Random(1);
        double[] micros = new double[NEW_SHAPES];
        double[] loaded = new double[NEW_SHAPES];
        for (int shape = 0; shape < NEW_SHAPES; shape++) {
            Collections.shuffle(handlers, random);
            long before = classes.getTotalLoadedClassCount();
            long began = threads.getCurrentThreadCpuTime();
            attach(handlers);
            micros[shape] = (threads.getCurrentThreadCpuTime() - began) / NANOS;
            loaded[shape] = (double) (classes.getTotalLoadedClassCount() - before);
        }
        Figures.print("new.us", median(micros));
        Figures.print("new.classes", median(loaded));
    }

    private void seenShape(List<BenchHandler> handlers) {
        double[] micros = new double[BLOCKS];
        double[] loaded = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            long before = classes.getTotalLoadedClassCount();
            long began = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BLOCK; i++) {
                attach(handlers);
            }
            micros[block] = (threads.getCurrentThreadCpuTime() - began) / NANOS / BLOCK;
            loaded[block] = (double) (classes.getTotalLoadedClassCount() - before);
        }
        Figures.print("seen.us", median(Arrays.copyOfRange(micros, BLOCKS / 2, BLOCKS)));
        Figures.print("seen.classes", median(loaded));
        if (lines != 1 + NEW_SHAPES + BLOCKS * BLOCK) {
            throw new IllegalStateException("a line has no handlers");
        }
    }

    private void attach(List<BenchHandler> handlers) {
        Line line = Lines.of(handlers, fusing, Lines.TIMED);
        lines += line.isOf(handlers) ? 1 : 0;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
