package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once. Not for use by several threads. */
public final class Faults {

    private final List<TracksideException> faults = new ArrayList<>();

    /** Creates an empty collection. */
    public Faults() {}

    /**
     * Adds a fault.
     *
     * @param message what is wrong, where, and how to mend it
     */
    public void add(String message) {
        faults.add(new TracksideException(message));
    }

    /**
     * Adds a fault.
     *
     * @param fault what is wrong
     */
    public void add(TracksideException fault) {
        faults.add(fault);
    }

    /**
     * Adds faults.
     *
     * @param more what is wrong
     */
    public void addAll(List<TracksideException> more) {
        faults.addAll(more);
    }

    /**
     * Runs a step and keeps what it throws, so that the next step is checked too.
     *
     * @param step may throw a {@link TracksideException}
     */
    public void guard(Runnable step) {
        try {
            step.run();
        } catch (TracksideException fault) {
            faults.add(fault);
        }
    }

    /**
     * What was collected.
     *
     * @return the faults in the order in which they were found
     */
    public List<TracksideException> list() {
        return List.copyOf(faults);
    }

    /**
     * Throws what was collected: nothing, the one fault, or one exception with a line for each and the faults as suppressed.
     *
     * @throws TracksideException if anything was collected
     */
    public void throwIfAny() {
        if (faults.isEmpty()) {
            return;
        }
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        StringBuilder message = new StringBuilder();
        for (TracksideException fault : faults) {
            message.append(message.isEmpty() ? "" : System.lineSeparator()).append(fault.getMessage());
        }
        TracksideException all = new TracksideException(message.toString());
        faults.forEach(all::addSuppressed);
        throw all;
    }
}
