package dev.trackside.plugin.resources;

import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** This Java virtual machine and the machine under it, by the JDK's management beans, and by {@code /proc} where there is one. */
final class JvmMachine implements Machine {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private final @Nullable OperatingSystemMXBean system =
            ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean ? bean : null;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public Reading read(Path folder) throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        OptionalLong heapMax = heap.getMax() > 0 ? OptionalLong.of(heap.getMax()) : OptionalLong.empty();
        return new Reading(
                cpuNanos(),
                Runtime.getRuntime().availableProcessors(),
                systemCpu(),
                heap.getUsed(),
                heapMax,
                nativeMemory(),
                sum(collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime)),
                sum(collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount)),
                heapAfterGc(heapMax),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Files.getFileStore(folder).getUsableSpace());
    }

    private OptionalLong cpuNanos() {
        long nanos = system == null ? -1 : system.getProcessCpuTime();
        return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    private OptionalDouble systemCpu() {
        double load = system == null ? -1 : system.getCpuLoad();
        return load >= 0 ? OptionalDouble.of(load) : OptionalDouble.empty(); // NaN is no load either
    }

    private static OptionalLong nativeMemory() throws IOException {
        return Files.isReadable(STATUS)
                ? resident(Files.readString(STATUS, StandardCharsets.ISO_8859_1))
                : OptionalLong.empty();
    }

    /** What {@code /proc/self/status} says. */
    static OptionalLong resident(String status) {
        Matcher line = RESIDENT.matcher(status);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024) : OptionalLong.empty();
    }

    /** A collector that does not know says -1. */
    private static long sum(LongStream values) {
        return values.filter(value -> value > 0).sum();
    }

    private OptionalDouble heapAfterGc(OptionalLong heapMax) {
        if (heapMax.isEmpty()) {
            return OptionalDouble.empty();
        }
        return collectors.stream()
                .filter(com.sun.management.GarbageCollectorMXBean.class::isInstance)
                .map(one -> ((com.sun.management.GarbageCollectorMXBean) one).getLastGcInfo())
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(newest ->
                        OptionalDouble.of((double) heapUsed(newest.getMemoryUsageAfterGc()) / heapMax.getAsLong()))
                .orElse(OptionalDouble.empty());
    }

    private long heapUsed(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
