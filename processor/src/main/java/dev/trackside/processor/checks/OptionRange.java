package dev.trackside.processor.checks;

import dev.trackside.processor.model.TypeRef;

/** Whether a type of numbers has a value within bounds. */
final class OptionRange {

    private OptionRange() {}

    static boolean isEmpty(TypeRef type, double min, double max) {
        return switch (type.simpleName()) {
            case "byte", "Byte" -> isEmpty(min, max, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "short", "Short" -> isEmpty(min, max, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int", "Integer" -> isEmpty(min, max, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "Long" -> isEmpty(min, max, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> false; // between two different doubles there is nearly always another
        };
    }

    private static boolean isEmpty(double min, double max, double smallest, double largest) {
        return Math.ceil(Math.max(min, smallest)) > Math.floor(Math.min(max, largest));
    }
}
