package dev.trackside.plugin.resources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is measured; tests give one of their own. */
interface Machine {

    /**
     * Measures.
     *
     * @param folder the folder whose disk is looked at
     * @return how things are now
     * @throws IOException if something that should be there cannot be read
     */
    Reading read(Path folder) throws IOException;

    /**
     * How things are at a moment. What this machine cannot tell is empty.
     *
     * @param cpuNanos processor time that this process has taken since it was started
     * @param processors processors that it may use
     * @param systemCpu the share of the machine's processors that is busy, 0 to 1
     * @param heapUsed bytes of the heap in use, garbage among them
     * @param heapMax bytes that the heap may grow to
     * @param nativeMemory bytes of memory that the process holds, heap and all
     * @param gcMillis time spent with garbage collection since the process was started
     * @param gcCount garbage collections since the process was started
     * @param heapAfterGc the share of {@code heapMax} that the newest collection left in use, 0 to 1
     * @param threads live threads
     * @param diskFree bytes that may be written on the disk of the folder
     */
    record Reading(
            OptionalLong cpuNanos,
            int processors,
            OptionalDouble systemCpu,
            long heapUsed,
            OptionalLong heapMax,
            OptionalLong nativeMemory,
            long gcMillis,
            long gcCount,
            OptionalDouble heapAfterGc,
            int threads,
            long diskFree) {}
}
