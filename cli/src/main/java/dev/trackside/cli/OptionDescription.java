package dev.trackside.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that can be said of an option of a plugin. */
record OptionDescription(PluginDocument option) {

    String name() {
        return option.text("name");
    }

    String kind() {
        return option.text("kind");
    }

    /** The type of a value as Java calls it: {@code int}, {@code String}, {@code java.time.Duration}. */
    String element() {
        return option.text("element");
    }

    List<String> constants() {
        return option.texts("constants");
    }

    String description() {
        return option.text("description");
    }

    boolean isRequired() {
        return option.flag("required");
    }

    boolean isNullable() {
        return option.flag("nullable");
    }

    @Nullable
    Number min() {
        return option.value("min") instanceof Number number ? number : null;
    }

    @Nullable
    Number max() {
        return option.value("max") instanceof Number number ? number : null;
    }

    /** Null if the descriptor does not say. */
    @Nullable
    Object initial() {
        return option.value("default");
    }

    void addTo(List<String> lines) {
        StringJoiner facts = new StringJoiner(", ");
        facts.add(type());
        if (isRequired()) {
            facts.add("required");
        } else if (!shownDefault().isEmpty()) {
            facts.add("default " + shownDefault());
        }
        if (!range().isEmpty()) {
            facts.add(range());
        }
        lines.add("  %s (%s)".formatted(name(), facts));
        if (!description().isEmpty()) {
            lines.add("      " + description());
        }
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name());
        map.put("type", type());
        map.put("required", isRequired());
        map.put("default", shownDefault().isEmpty() ? null : shownDefault());
        map.put("range", range());
        map.put("description", description());
        return map;
    }

    /** As a file would give it, else as the source computes it; empty if it is not known. */
    String shownDefault() {
        Object value = initial();
        if (value instanceof List<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        }
        return value == null ? option.text("defaultSource") : value.equals("") ? "''" : value.toString();
    }

    private String type() {
        String type = constants().isEmpty()
                ? element().substring(element().lastIndexOf('.') + 1)
                : String.join("|", constants());
        return switch (kind()) {
            case "LIST" -> "list of " + type;
            case "SET" -> "set of " + type;
            default -> type;
        };
    }

    private String range() {
        Number min = min();
        Number max = max();
        if (min != null && max != null) {
            return "from %s to %s".formatted(plain(min), plain(max));
        }
        return min != null ? "at least " + plain(min) : max != null ? "at most " + plain(max) : "";
    }

    /** Whole numbers without a point, so that 1.0 is shown as 1. */
    static Object plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
    }
}
