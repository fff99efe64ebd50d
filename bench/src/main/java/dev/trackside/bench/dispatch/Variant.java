package dev.trackside.bench.dispatch;

import dev.trackside.runtime.dispatch.Fusing;
import java.util.function.Function;

/** What is measured with an event: who is told of it, and how. */
public enum Variant {
    /** Neither metric nor event: the measurement itself. */
    NOTHING("nothing at all", HandlerKind.PLAIN, set -> new Peers.Nothing()),
    /** The metric is recorded, nothing is fired. */
    RECORDING("metric recorded, no event", HandlerKind.PLAIN, set -> new Peers.Recording()),
    /** Direct calls. */
    BY_HAND("calls written by hand", HandlerKind.PLAIN, Peers.ByHand::new),
    /** Listeners behind an interface. */
    INTERFACE("array of an interface", HandlerKind.PLAIN, Peers.InterfaceArray::new),
    /** Guava's event bus. */
    GUAVA("Guava EventBus", HandlerKind.PLAIN, Peers.Guava::new),
    /** Trackside, never fused. */
    ARRAY("trackside, array", HandlerKind.PLAIN, set -> new Dispatch.OfLine(set, Fusing.ARRAY, Lines.UNTIMED)),
    /** Trackside, always fused. */
    FUSED("trackside, fused", HandlerKind.PLAIN, set -> new Dispatch.OfLine(set, Fusing.FUSED, Lines.UNTIMED)),
    /** Trackside as in a run: fused when it pays, sampled times. */
    AUTO("trackside, auto, timed", HandlerKind.PLAIN, set -> new Dispatch.OfLine(set, Fusing.AUTO, Lines.TIMED)),
    /** Trackside fused, with sampled times. */
    FUSED_TIMED(
            "trackside, fused, timed", HandlerKind.PLAIN, set -> new Dispatch.OfLine(set, Fusing.FUSED, Lines.TIMED)),
    /** Trackside with no handler at the event. */
    UNHEARD("trackside, event unheard", HandlerKind.PLAIN, set -> new Dispatch.OfLine(set, Fusing.AUTO, Lines.TIMED)),
    /** Direct calls, each after a test of the count. */
    BY_HAND_EVERY("calls written by hand", HandlerKind.EVERY, Peers.ByHand::new),
    /** Listeners behind an interface that test the count themselves. */
    INTERFACE_EVERY("array of an interface", HandlerKind.EVERY, Peers.InterfaceArray::new),
    /** Trackside with {@code every = 100}. */
    AUTO_EVERY("trackside, auto, timed", HandlerKind.EVERY, set -> new Dispatch.OfLine(set, Fusing.AUTO, Lines.TIMED)),
    /** Metrics in an array. */
    SLOTS("double[] by slot", HandlerKind.PLAIN, MetricForms.Slots::new),
    /** Metrics in a map that is used again. */
    REUSED_MAP("HashMap, used again", HandlerKind.PLAIN, MetricForms.ReusedMap::new),
    /** Metrics in a map for each event. */
    FRESH_MAP("HashMap, new each time", HandlerKind.PLAIN, MetricForms.FreshMap::new),
    /** A loop without guards. */
    UNGUARDED("loop without guards", HandlerKind.PLAIN, Dispatch.Unguarded::new),
    /** A loop with a guard around each handler. */
    GUARDED("loop with a guard each", HandlerKind.PLAIN, Dispatch.Guarded::new),
    /** Trackside with one handler that throws each time, which no run would let it. */
    ONE_THROWS(
            "trackside, auto, one throws",
            HandlerKind.FAULTY,
            set -> new Dispatch.OfLine(set, Fusing.AUTO, Lines.TIMED));

    private final String label;
    private final HandlerKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // all of them are constructors
    private final Function<HandlerSet, Publisher> publisher;

    Variant(String label, HandlerKind kind, Function<HandlerSet, Publisher> publisher) {
        this.label = label;
        this.kind = kind;
        this.publisher = publisher;
    }

    String label() {
        return label;
    }

    HandlerKind kind() {
        return kind;
    }

    /** Whether the handlers hear anything. */
    boolean isHeard() {
        return this != NOTHING && this != RECORDING && this != UNHEARD;
    }

    /** Whether it is Trackside's own dispatch, in whatever mode. */
    boolean isTrackside() {
        return label.startsWith("trackside");
    }

    boolean isByHand() {
        return this == BY_HAND || this == BY_HAND_EVERY;
    }

    /** One of the runs that went through the same code before. */
    Publisher earlier(HandlerSet set) {
        return publisher.apply(set);
    }

    /** The one that is measured. */
    Publisher measured(HandlerSet set) {
        return this == UNHEARD ? Dispatch.OfLine.nobody() : publisher.apply(set);
    }
}
