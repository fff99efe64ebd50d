package dev.trackside.bench.startup;

import dev.trackside.runtime.discovery.Discovery;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/** Loads, uses and closes all plugins again and again, and prints what stays behind: classes and their memory. */
final class Cycles {

    private static final int CYCLES = 1000;

    private Cycles() {}

    /**
     * Runs the cycles.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            try (Discovery found = KnowAll.find(Cycles.class.getClassLoader(), args[0])) {
                found.plugins().forEach(plugin -> plugin.table().create());
            }
            if (cycle == CYCLES / 10 || cycle == CYCLES) {
                System.gc();
                System.out.printf(
                        "after %4d cycles: %d classes are loaded, %d were unloaded, Metaspace has %.1f MB%n",
                        cycle,
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                        ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount(),
                        metaspace() / 1e6);
            }
        }
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(Cycles::used)
                .sum();
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }
}
