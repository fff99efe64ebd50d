package dev.trackside.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** All values that an option of a command is given, in their order. For one call. */
final class GivenValues implements IGetter, ISetter {

    private final List<String> values = new ArrayList<>();

    // Picocli declares both for any type, and hands on what they return; only ParsedCommand looks at it, as String[].

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T get() {
        return (T) values.toArray(String[]::new);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T set(@Nullable T value) {
        T before = get();
        if (value instanceof String text) {
            values.add(text);
        }
        return before;
    }
}
