package dev.trackside.bench.startup;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What probes share. They make no lambdas and join no texts: the first of either costs more than what is measured. */
final class Probe {

    private final long cpu = cpu();
    private final long start = System.nanoTime();

    Probe() {}

    /** Prints milliseconds, milliseconds of this thread on a processor, and a number. */
    void done(int count) {
        long micros = (System.nanoTime() - start) / 1000;
        long onCpu = (cpu() - cpu) / 1000;
        System.out.print("RESULT ");
        System.out.print(micros / 1000.0);
        System.out.print(' ');
        System.out.print(onCpu / 1000.0);
        System.out.print(' ');
        System.out.println(count);
    }

    /** Nanoseconds that this thread has been on a processor, where Linux tells; else 0. */
    private static long cpu() {
        try (FileInputStream in = new FileInputStream("/proc/thread-self/schedstat")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (IOException otherSystem) {
            return 0;
        }
    }
}
