package dev.trackside.plugin.resources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A machine of two processors that says what it was told, the last reading for ever; the first is that of train begin. */
final class FakeMachine implements Machine {

    private final Deque<Reading> readings;
    private int reads;
    private int failsAt = -1;

    FakeMachine(Reading... readings) {
        this.readings = new ArrayDeque<>(Arrays.asList(readings));
    }

    FakeMachine failingAt(int read) {
        failsAt = read;
        return this;
    }

    int reads() {
        return reads;
    }

    @Override
    public Reading read(Path folder) throws IOException {
        if (reads++ == failsAt) {
            throw new IOException("no such device");
        }
        return readings.size() > 1 ? readings.remove() : readings.element();
    }

    /** A reading with all that there can be. */
    static Reading reading(double cpuSeconds, long gcCount, double heapAfterGc, long diskFree) {
        return new Reading(
                OptionalLong.of(Math.round(cpuSeconds * 1e9)),
                2,
                OptionalDouble.of(0.75),
                500,
                OptionalLong.of(1000),
                OptionalLong.of(2000),
                100 * gcCount,
                gcCount,
                OptionalDouble.of(heapAfterGc),
                17,
                diskFree);
    }

    /** A reading of a machine that cannot tell more than it must. */
    static Reading bare() {
        return new Reading(
                OptionalLong.empty(),
                2,
                OptionalDouble.empty(),
                500,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                OptionalDouble.empty(),
                17,
                3_000_000_000L);
    }
}
