package dev.trackside.plugin.history.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts about this machine and its processes. */
public final class Machine {

    /** How exactly the begin of a process is known: systems count it from their own start, whose time of day may be corrected. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private Machine() {}

    /**
     * The name of the machine.
     *
     * @return its name in its network, or {@code localhost}
     */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /**
     * What a run is to be told with.
     *
     * @return values by name, as {@code RecordedRun.environment} names them
     */
    public static Map<String, String> environment() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", Runtime.version().toString());
        facts.put("vm", System.getProperty("java.vm.name", ""));
        facts.put("os", "%s %s".formatted(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
        facts.put("host", host());
        facts.put("cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            facts.put("memory", mebibytes(system.getTotalMemorySize()));
        }
        facts.put("max-heap", mebibytes(Runtime.getRuntime().maxMemory()));
        facts.put("directory", System.getProperty("user.dir", ""));
        return facts;
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    /**
     * When this process began.
     *
     * @return the time; empty if the system does not say
     */
    public static Optional<Instant> processBegan() {
        return ProcessHandle.current().info().startInstant();
    }

    /**
     * Whether a process of this machine is there.
     *
     * @param pid its id
     * @param began when it began, as ids are given again; null if that is not known
     * @return whether it is there and alive
     */
    public static boolean isAlive(long pid, @Nullable Instant began) {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && began(process, began))
                .isPresent();
    }

    private static boolean began(ProcessHandle process, @Nullable Instant began) {
        Instant there = process.info().startInstant().orElse(null);
        return began == null
                || there == null
                || Duration.between(began, there).abs().compareTo(TOLERANCE) <= 0;
    }
}
