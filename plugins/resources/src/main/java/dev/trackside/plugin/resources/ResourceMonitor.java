package dev.trackside.plugin.resources;

import dev.trackside.Attach;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.FailurePolicy;
import dev.trackside.MetricWriter;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.RunFiles;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures processor, memory, garbage collection, threads and disk, as metrics that all other callbacks get by name, at the ends of batches and epochs.
 *
 * <p>A sample is taken at the first such event of a run and then at the first after each period, on the thread that trains: so what a callback gets is never
 * older than the period and the time since the event before, and no thread of its own competes with the training. At epoch ends the values are those
 * of the newest sample, no means.
 *
 * <p>It warns once when the disk of the run's folder is nearly full, and once when the heap stays nearly full after garbage collections.
 *
 * @since 0.1
 */
@Plugin(
        value = "resources",
        phase = Phase.MEASURE,
        attach = Attach.WHEN_CONFIGURED,
        onFailure = FailurePolicy.DETACH,
        produces = "{metrics}")
public final class ResourceMonitor {

    private static final Set<String> NAMES = Set.of(
            "cpu",
            "system_cpu",
            "heap_used",
            "heap_max",
            "native_memory",
            "gc_seconds",
            "gc_count",
            "threads",
            "disk_free");

    /** Time from one sample to the next; 0s for a sample at each event. */
    @Option
    Duration every = Duration.ofSeconds(10);

    /** The metrics to produce, by name. */
    @Option
    List<String> metrics = List.of(
            "cpu",
            "system_cpu",
            "heap_used",
            "heap_max",
            "native_memory",
            "gc_seconds",
            "gc_count",
            "threads",
            "disk_free");

    /** The free space below which the disk of the run's folder is warned of; 0B for never. */
    @Option
    String warnDiskBelow = "1GB";

    /** The share of the heap above which what is left by two collections, in two samples, is warned of; 100% for never. */
    @Option
    String warnHeapAbove = "90%";

    private final Machine machine;
    private Map<String, Double> values = Map.of();
    private @Nullable Path folder;
    private Machine.@Nullable Reading begin;
    private Machine.@Nullable Reading newest;
    private long sampledAt;
    private boolean sampled;
    private long diskLimit;
    private double heapLimit;
    private boolean warnedOfDisk;
    private boolean warnedOfHeap;
    private long collectionsWhenFull = -1;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public ResourceMonitor() {
        this(new JvmMachine());
    }

    ResourceMonitor(Machine machine) {
        this.machine = machine;
    }

    @OnTrainBegin
    void trainingBegins(RunFiles files, Clock clock) {
        Set<String> unknown = new TreeSet<>(metrics);
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new TracksideException("resources does not measure %s. There are: %s."
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(NAMES))));
        }
        if (every.isNegative()) {
            throw new TracksideException("every is %s. Give a time that is not negative, e.g. 10s.".formatted(every));
        }
        diskLimit = Amount.bytes("warn-disk-below", warnDiskBelow);
        heapLimit = Amount.share("warn-heap-above", warnHeapAbove);
        folder = files.folder();
        begin = read(folder);
        newest = begin;
        sampledAt = clock.nanoTime();
        sampled = false;
        values = Map.of();
        warnedOfDisk = false;
        warnedOfHeap = false;
        collectionsWhenFull = -1;
    }

    // Handlers that write metrics are called only where somebody takes them; warnings come anyway.
    @OnBatchEnd
    void looksAtBatchEnd(Clock clock, Console console) {
        look(clock, console);
    }

    @OnBatchEnd
    void tellsAtBatchEnd(MetricWriter writer) {
        values.forEach(writer::write);
    }

    @OnEpochEnd
    void looksAtEpochEnd(Clock clock, Console console) {
        look(clock, console);
    }

    @OnEpochEnd
    void tellsAtEpochEnd(MetricWriter writer) {
        values.forEach(writer::write);
    }

    private void look(Clock clock, Console console) {
        long now = clock.nanoTime();
        if (!sampled || now - sampledAt >= every.toNanos()) {
            sample(now, console);
        }
    }

    private void sample(long now, Console console) {
        Path where = folder;
        Machine.Reading first = begin;
        Machine.Reading before = newest;
        if (where == null || first == null || before == null) {
            throw new IllegalStateException("a sample before train begin");
        }
        Machine.Reading reading = read(where);
        Map<String, Double> all = new LinkedHashMap<>();
        cpu(before, reading, now - sampledAt).ifPresent(share -> all.put("cpu", share));
        reading.systemCpu().ifPresent(share -> all.put("system_cpu", share));
        all.put("heap_used", (double) reading.heapUsed());
        reading.heapMax().ifPresent(bytes -> all.put("heap_max", (double) bytes));
        reading.nativeMemory().ifPresent(bytes -> all.put("native_memory", (double) bytes));
        all.put("gc_seconds", (reading.gcMillis() - first.gcMillis()) / 1e3);
        all.put("gc_count", (double) (reading.gcCount() - first.gcCount()));
        all.put("threads", (double) reading.threads());
        all.put("disk_free", (double) reading.diskFree());
        all.keySet().retainAll(metrics);
        values = all;
        newest = reading;
        sampledAt = now;
        sampled = true;
        warnOfDisk(reading, where, console);
        warnOfHeap(first, reading, console);
    }

    /** The share since the sample before; empty where no time has passed. */
    private static OptionalDouble cpu(Machine.Reading before, Machine.Reading now, long nanos) {
        if (before.cpuNanos().isEmpty() || now.cpuNanos().isEmpty() || nanos <= 0) {
            return OptionalDouble.empty();
        }
        double taken = now.cpuNanos().getAsLong() - before.cpuNanos().getAsLong();
        return OptionalDouble.of(Math.max(0, Math.min(1, taken / nanos / now.processors())));
    }

    private void warnOfDisk(Machine.Reading reading, Path where, Console console) {
        if (!warnedOfDisk && reading.diskFree() < diskLimit) {
            warnedOfDisk = true;
            console.line(
                    "resources: the disk of %s has only %s left, less than %s. Make room, or checkpoints will fail."
                            .formatted(where, Amount.text(reading.diskFree()), Amount.text(diskLimit)));
        }
    }

    private void warnOfHeap(Machine.Reading first, Machine.Reading reading, Console console) {
        if (warnedOfHeap || reading.heapAfterGc().isEmpty() || reading.gcCount() == first.gcCount()) {
            return; // what was before the run is not of the run
        }
        if (reading.heapAfterGc().getAsDouble() <= heapLimit) {
            collectionsWhenFull = -1;
        } else if (collectionsWhenFull < 0) {
            collectionsWhenFull = reading.gcCount();
        } else if (reading.gcCount() > collectionsWhenFull) {
            warnedOfHeap = true;
            console.line(String.format(
                    Locale.ROOT,
                    "resources: %.0f %% of the heap stay in use after garbage collection. Give Java more memory by -Xmx, or expect an OutOfMemoryError.",
                    100 * reading.heapAfterGc().getAsDouble()));
        }
    }

    private Machine.Reading read(Path where) {
        try {
            return machine.read(where);
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "The resources of this machine cannot be read: " + fault.getMessage(), fault);
        }
    }
}
