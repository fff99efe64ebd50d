package dev.trackside.runtime.core;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of a run: their slots, who declares each, and which were ever seen. */
final class MetricNames {

    static final String LEARNING_RATE = "lr";
    static final String EPOCH_SECONDS = "epoch_seconds";
    static final String EXAMPLES_PER_SECOND = "examples_per_second";
    static final String VALIDATION = "val_";
    private static final Set<String> OF_THE_RUN = Set.of(LEARNING_RATE, EPOCH_SECONDS, EXAMPLES_PER_SECOND);

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, String> declaredBy = new LinkedHashMap<>();
    private final Layer seen = new Layer();
    private final List<Boolean> ofValidation = new ArrayList<>();
    private boolean open;

    static boolean ofValidation(String name) {
        return name.startsWith(VALIDATION);
    }

    /** Accepts names as they are recorded, as own loops without {@code .produces} need. */
    void open() {
        this.open = true;
    }

    boolean isOpen() {
        return open;
    }

    int count() {
        return names.size();
    }

    String name(int slot) {
        return names.get(slot);
    }

    boolean isOfValidation(int slot) {
        return ofValidation.get(slot);
    }

    void removeValidation(Layer layer) {
        for (int slot = 0; slot < names.size(); slot++) {
            if (ofValidation.get(slot)) {
                layer.remove(slot);
            }
        }
    }

    /** The slot of a name; a new one if it has none yet. */
    int slotOf(String name) {
        Integer slot = slots.get(name);
        if (slot != null) {
            return slot;
        }
        int added = names.size();
        names.add(name);
        ofValidation.add(ofValidation(name));
        slots.put(name, added);
        return added;
    }

    void declare(String name, String by) {
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

    void withdraw(String by) {
        declaredBy.values().removeIf(by::equals);
    }

    boolean isDeclared(String name) {
        return declaredBy.containsKey(name);
    }

    @Nullable
    String producerOf(String name) {
        return declaredBy.get(name);
    }

    Set<String> declared() {
        return declaredBy.keySet();
    }

    /** The slot for a value that the loop records; declares the name in an open run. */
    int recording(String name, String by) {
        if (!declaredBy.containsKey(name)) {
            if (!open) {
                throw new TracksideException(unknown(name, by + " records") + " Add it to .produces(...).");
            }
            declare(name, by);
        }
        return slotOf(name);
    }

    String unknown(String name, String who) {
        String nearest = Nearest.of(name, declaredBy.keySet())
                .map(near -> " Did you mean %s?".formatted(near))
                .orElse("");
        return "%s the metric %s, which nobody in this run produces.%s There are: %s."
                .formatted(who, name, nearest, declaredBy.isEmpty() ? "none" : String.join(", ", declaredBy.keySet()));
    }

    /** Whether a layer has a metric that the loop or a callback has given, beside those that the run gives itself. */
    boolean hasRecorded(Layer layer, boolean validation) {
        for (int slot = 0; slot < names.size(); slot++) {
            if (layer.has(slot) && ofValidation.get(slot) == validation && !OF_THE_RUN.contains(names.get(slot))) {
                return true;
            }
        }
        return false;
    }

    void sawAll(Layer layer) {
        for (int slot = 0; slot < names.size(); slot++) {
            if (layer.has(slot)) {
                seen.set(slot, 1);
            }
        }
    }

    void saw(int slot) {
        seen.set(slot, 1);
    }

    boolean wasSeen(String name) {
        return seen.has(slotOf(name));
    }

    Map<String, Double> toMap(Layer layer) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int slot = 0; slot < names.size(); slot++) {
            if (layer.has(slot)) {
                map.put(names.get(slot), layer.get(slot));
            }
        }
        return map;
    }

    void fromMap(Map<String, ?> map, Layer layer) {
        layer.clear();
        map.forEach((name, value) -> layer.set(slotOf(name), ((Number) value).doubleValue()));
    }
}
