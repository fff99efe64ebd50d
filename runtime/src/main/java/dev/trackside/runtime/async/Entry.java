package dev.trackside.runtime.async;

/** A call that waits to be made. A class, as it is found in the queue by its identity. */
final class Entry {

    private final Source source;
    private final long number;
    private final Runnable call;

    /**
     * A call.
     *
     * @param source where it comes from
     * @param number how many came from there before it
     * @param call the call itself
     */
    Entry(Source source, long number, Runnable call) {
        this.source = source;
        this.number = number;
        this.call = call;
    }

    Source source() {
        return source;
    }

    long number() {
        return number;
    }

    Runnable call() {
        return call;
    }
}
