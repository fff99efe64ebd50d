package dev.trackside.testkit.faults;

import dev.trackside.Checkpoint;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.runtime.checkpoint.SavedField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a checkpoint holds of a plugin. */
final class SavedState {

    private SavedState() {}

    /** Asks that two checkpoints hold the same of a plugin. */
    static void same(String id, Checkpoint unbroken, Checkpoint resumed) {
        Map<String, SavedField> first = of(id, unbroken);
        Map<String, SavedField> second = of(id, resumed);
        first.forEach((name, field) -> {
            SavedField other = second.get(name);
            Course.check(
                    other != null && equal(field.value(), other.value()),
                    "the state %s of %s is %s in the resumed run, but %s in one that was not broken off; is all that it depends on @State?"
                            .formatted(name, id, other == null ? "absent" : other.value(), field.value()));
        });
    }

    private static Map<String, SavedField> of(String id, Checkpoint checkpoint) {
        try {
            return CheckpointReader.file(Path.of(checkpoint.location()))
                    .data()
                    .callbacks()
                    .getOrDefault(id, Map.of());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Equality of values in plain form: maps, lists and arrays by what is in them. */
    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return first.keySet().equals(second.keySet())
                    && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            if (first.size() != second.size()) {
                return false;
            }
            for (int i = 0; i < first.size(); i++) {
                if (!equal(first.get(i), second.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.deepEquals(one, other);
    }
}
