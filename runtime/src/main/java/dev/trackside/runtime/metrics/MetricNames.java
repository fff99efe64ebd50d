package dev.trackside.runtime.metrics;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Nearest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The metrics of a run: their slots, who declares each, and which were ever seen. */
public final class MetricNames {

    /** The learning rate, at every event of a run that has one. */
    public static final String LEARNING_RATE = "lr";

    /** How long an epoch has taken, at its end. */
    public static final String EPOCH_SECONDS = "epoch_seconds";

    /** Training examples per second of an epoch, at its end, if examples are counted. */
    public static final String EXAMPLES_PER_SECOND = "examples_per_second";

    private static final String VALIDATION = "val_";
    private static final Set<String> OF_THE_RUN = Set.of(LEARNING_RATE, EPOCH_SECONDS, EXAMPLES_PER_SECOND);

    private final List<String> names = new CopyOnWriteArrayList<>(); // read by who asks for decisions, on any thread
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, String> declaredBy = new LinkedHashMap<>();
    private final SlotSet seen = new SlotSet();
    private final SlotSet ofValidation = new SlotSet();
    private final SlotSet ofTheRun = new SlotSet();
    private boolean open;
    private SlotSet shown = new SlotSet();
    private Set<String> shownNames = Set.of();

    /** Creates a run's names; there are none yet. */
    public MetricNames() {}

    /**
     * Whether a name is one of a validation.
     *
     * @param name a metric
     * @return true if it begins with {@code val_}
     */
    public static boolean ofValidation(String name) {
        return name.startsWith(VALIDATION);
    }

    /** Accepts names as they are recorded, as own loops without {@code .produces} need. */
    public void open() {
        this.open = true;
    }

    /**
     * Whether names are accepted as they are recorded.
     *
     * @return true after {@link #open}
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * The name of a slot.
     *
     * @param slot a slot
     * @return its name
     */
    public String name(int slot) {
        return names.get(slot);
    }

    /**
     * The slots of metrics of a validation.
     *
     * @return the set itself, for reading
     */
    public SlotSet ofValidation() {
        return ofValidation;
    }

    /**
     * The slot of a name; a new one if it has none yet.
     *
     * @param name a name
     * @return its slot
     */
    public int slotOf(String name) {
        Integer slot = slots.get(name);
        if (slot != null) {
            return slot;
        }
        int added = names.size();
        names.add(name);
        if (ofValidation(name)) {
            ofValidation.add(added);
        }
        if (OF_THE_RUN.contains(name)) {
            ofTheRun.add(added);
        }
        slots.put(name, added);
        return added;
    }

    /**
     * Declares a metric.
     *
     * @param name its name
     * @param by who will give it, in words
     * @throws TracksideException if it has no name, or somebody else has declared it
     */
    public void declare(String name, String by) {
        if (name.isBlank()) {
            throw new TracksideException("%s declares a metric without a name. Name it, e.g. loss.".formatted(by));
        }
        String other = declaredBy.putIfAbsent(name, by);
        if (other != null) {
            throw new TracksideException(
                    "The metric %s is produced by %s and by %s. Let one of them use another name, or attach only one."
                            .formatted(name, other, by));
        }
        slotOf(name);
    }

    /**
     * Takes back what a callback has declared.
     *
     * @param by its id
     */
    public void withdraw(String by) {
        declaredBy.values().removeIf(by::equals);
    }

    /**
     * Whether anybody has declared a metric.
     *
     * @param name its name
     * @return true if somebody has
     */
    public boolean isDeclared(String name) {
        return declaredBy.containsKey(name);
    }

    /**
     * Who has declared a metric.
     *
     * @param name its name
     * @return who, in words; null if nobody has
     */
    @Nullable
    public String producerOf(String name) {
        return declaredBy.get(name);
    }

    /**
     * The slot for a value that the loop records; declares the name in an open run.
     *
     * @param name its name
     * @param by who records it, in words
     * @return its slot
     * @throws TracksideException if nobody has declared it and the run is not open
     */
    public int recording(String name, String by) {
        if (!declaredBy.containsKey(name)) {
            if (!open) {
                throw new TracksideException(unknown(name, by + " records") + " Add it to .produces(...).");
            }
            declare(name, by);
        }
        return slotOf(name);
    }

    /**
     * Says that nobody declares a metric, what there is, and which is the nearest.
     *
     * @param name the name
     * @param who who wants it, with a verb: {@code early-stopping takes}
     * @return a sentence or two
     */
    public String unknown(String name, String who) {
        String nearest = Nearest.of(name, declaredBy.keySet())
                .map(near -> " Did you mean %s?".formatted(near))
                .orElse("");
        return "%s the metric %s, which nobody in this run produces.%s There are: %s."
                .formatted(who, name, nearest, declaredBy.isEmpty() ? "none" : String.join(", ", declaredBy.keySet()));
    }

    /**
     * Whether a layer has a metric that the loop or a callback has given, beside those that the run gives itself.
     *
     * @param layer the layer
     * @param validation whether metrics of a validation are asked for, or those of training
     * @return true if there is one
     */
    public boolean hasRecorded(Layer layer, boolean validation) {
        SlotSet present = layer.present();
        for (int slot = present.next(0); slot >= 0; slot = present.next(slot + 1)) {
            if (ofValidation.contains(slot) == validation && !ofTheRun.contains(slot)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notes that the metrics of a layer have come.
     *
     * @param layer the layer
     */
    public void sawAll(Layer layer) {
        seen.addAll(layer.present());
    }

    /**
     * Notes that a metric has come.
     *
     * @param slot its slot
     */
    public void saw(int slot) {
        seen.add(slot);
    }

    /**
     * Whether a metric has come at least once.
     *
     * @param name its name
     * @return true if it has
     */
    public boolean wasSeen(String name) {
        return seen.contains(slotOf(name));
    }

    /**
     * The value of a layer by name.
     *
     * @param name any name
     * @param layer the layer
     * @return its value; empty if the layer has none, or nobody has ever spoken of it
     */
    public OptionalDouble find(String name, Layer layer) {
        Integer slot = slots.get(name);
        return slot == null || !layer.has(slot) ? OptionalDouble.empty() : OptionalDouble.of(layer.get(slot));
    }

    /**
     * The names of a layer's values, in the order of the slots. Several callbacks ask at one event, so the last answer is kept.
     *
     * @param layer the layer
     * @return a set that does not change
     */
    public Set<String> namesOf(Layer layer) {
        SlotSet present = layer.present();
        if (!present.containsAll(shown) || !shown.containsAll(present)) {
            Set<String> there = new LinkedHashSet<>();
            SlotSet slotsThere = new SlotSet();
            slotsThere.addAll(present);
            for (int slot = present.next(0); slot >= 0; slot = present.next(slot + 1)) {
                there.add(names.get(slot));
            }
            shownNames = Collections.unmodifiableSet(there);
            shown = slotsThere;
        }
        return shownNames;
    }

    /**
     * The values of a layer by name, in the order of the slots.
     *
     * @param layer the layer
     * @return a map of one's own
     */
    public Map<String, Double> toMap(Layer layer) {
        Map<String, Double> map = new LinkedHashMap<>();
        SlotSet present = layer.present();
        for (int slot = present.next(0); slot >= 0; slot = present.next(slot + 1)) {
            map.put(names.get(slot), layer.get(slot));
        }
        return map;
    }

    /**
     * Fills a layer from values by name.
     *
     * @param map values by name
     * @param layer has these values from now on, and no others
     */
    public void fromMap(Map<String, ?> map, Layer layer) {
        layer.clear();
        map.forEach((name, value) -> layer.set(slotOf(name), ((Number) value).doubleValue()));
    }
}
