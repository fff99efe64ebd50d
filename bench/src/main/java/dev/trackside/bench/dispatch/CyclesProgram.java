package dev.trackside.bench.dispatch;

import dev.trackside.Attachment;
import dev.trackside.run.Loop;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is left of classes after many handlers came and went, each time eight of a class loader of their own that is dropped afterwards: in a
 * run for each eight, or all in one run that goes on. Counted after garbage collection, in the same JVM before and after. Prints a figure a line.
 */
final class CyclesProgram {

    static final int CYCLES = 1_000;

    private static final int HANDLERS = 8;
    private static final int WARM_UP = 20;
    private static final int COLLECTIONS = 4;
    private static final int BATCHES = 30;
    private static final List<Integer> DATA = Collections.nCopies(BATCHES, 1);
    private static final double KIB = 1024;

    private final HandlerFolder folder = HandlerFolder.ofThisJvm();
    private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    private final MemoryPoolMXBean metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .findFirst()
            .orElseThrow();

    private CyclesProgram() {}

    /**
     * Starts it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        new CyclesProgram().run();
    }

    private void run() {
        measure("runs", this::inRunsOfTheirOwn);
        measure("one-run", this::inOneRun);
    }

    /** Has handlers come and go some times; a run that goes on is still going on when the end is noticed. */
    private interface Cycles {
        void run(int count, Runnable end);
    }

    private void measure(String name, Cycles cycles) {
        cycles.run(WARM_UP, () -> {});
        collect();
        long loaded = classes.getLoadedClassCount();
        long total = classes.getTotalLoadedClassCount();
        double used = metaspace.getUsage().getUsed();
        cycles.run(CYCLES, () -> {
            Figures.print(name + ".loaded", (double) (classes.getTotalLoadedClassCount() - total));
            collect();
            Figures.print(name + ".left", (double) (classes.getLoadedClassCount() - loaded));
            Figures.print(name + ".metaspace.kib", (metaspace.getUsage().getUsed() - used) / KIB);
        });
    }

    /** Classes go with their loaders only when the collector has looked at all, and some references take a second time. */
    private static void collect() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
    }

    private void inRunsOfTheirOwn(int count, Runnable end) {
        for (int cycle = 0; cycle < count; cycle++) {
            HandlerSet set = folder.load(HandlerKind.PLAIN, 0, HANDLERS);
            RunBuilder run =
                    Trackside.run("cycle").withoutConfig().withoutDiscovery().epochs(1);
            for (Listener listener : set.listeners()) {
                run.attach(listener);
            }
            run.train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(DATA)) {
                        batch.record("loss", batch.data());
                    }
                }
            });
            check(set);
        }
        end.run();
    }

    /** An epoch a cycle: eight join before it and leave after it. */
    private void inOneRun(int count, Runnable end) {
        RunBuilder run = Trackside.run("cycles")
                .withoutConfig()
                .withoutDiscovery()
                .produces("loss")
                .epochs(count + 2);
        run.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                if (epoch.index() < count) {
                    comeAndGo(loop, epoch);
                } else if (epoch.index() == count + 1) { // the last have left at the event before
                    end.run();
                }
            }
        });
    }

    private void comeAndGo(Loop loop, LoopEpoch epoch) {
        HandlerSet set = folder.load(HandlerKind.PLAIN, 0, HANDLERS);
        List<Attachment> attached = new ArrayList<>();
        for (Listener listener : set.listeners()) {
            String id = "h%d-%d".formatted(attached.size(), epoch.index());
            attached.add(loop.run().attach(id, listener));
        }
        for (LoopBatch<Integer> batch : epoch.batches(DATA)) {
            batch.record("loss", batch.data());
        }
        check(set);
        attached.forEach(Attachment::detach);
    }

    private static void check(HandlerSet set) {
        List<String> wrong = set.thoseWithout(BATCHES);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("a handler was not called at each step: " + wrong);
        }
    }
}
