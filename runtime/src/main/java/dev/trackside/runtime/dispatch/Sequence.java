package dev.trackside.runtime.dispatch;

import dev.trackside.spi.Frame;

/** Handlers that are called one after another, all of them, each guarded. An abstract class, since calls through one are cheaper than through an interface. */
abstract class Sequence {

    /**
     * Calls them.
     *
     * @param frame the event
     * @param group takes their answers and faults; after a fault it calls those that are left
     */
    abstract void call(Frame frame, Group group);
}
