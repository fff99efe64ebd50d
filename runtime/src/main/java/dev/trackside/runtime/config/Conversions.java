package dev.trackside.runtime.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into the types that options and sections have. A text that does not fit is an {@link IllegalArgumentException} whose message
 * says what is expected, without the text itself, which may be secret.
 */
final class Conversions {

    private static final String NO_SHARE = "must be from 0% to 100%, such as 5% or 0.05";

    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h|d)\\s*");

    private Conversions() {}

    /**
     * Converts to a type that {@code OptionSpec} allows.
     *
     * @param text the text
     * @param type a primitive, its box, {@code String}, an enum, {@code Duration} or {@code Path}
     * @param base what a relative path is relative to; null for the working directory
     */
    static Object to(Class<?> type, String text, @Nullable Path base) {
        if (type == String.class) {
            return text;
        }
        if (type == Path.class) {
            return path(text, base);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return flag(text);
        }
        if (type == char.class || type == Character.class) {
            return character(text);
        }
        if (type == double.class || type == Double.class) {
            return number(text);
        }
        if (type == float.class || type == Float.class) {
            return single(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        if (type == int.class || type == Integer.class) {
            return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == short.class || type == Short.class) {
            return (short) whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        throw new IllegalArgumentException("cannot be set from text, since options of type " + type.getName()
                + " are not supported; the plugin must be mended");
    }

    static long whole(String text, long least, long most) {
        String plain = text.strip().replaceAll("(?<=\\d)_(?=\\d)", "");
        BigInteger value;
        try {
            value = plain.matches("0[xX][0-9a-fA-F]+") ? new BigInteger(plain.substring(2), 16) : wholeOf(plain);
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException("must be a whole number", notWhole);
        }
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("must be a whole number from %d to %d".formatted(least, most));
        }
        return value.longValue();
    }

    /** Takes {@code 1e3} and {@code 20.0}, too; the exponent is bounded since digits are written out. */
    private static BigInteger wholeOf(String plain) {
        BigDecimal value = new BigDecimal(plain);
        if (Math.abs((long) value.scale()) > 100) {
            throw new ArithmeticException("exponent");
        }
        return value.toBigIntegerExact();
    }

    static double number(String text) {
        String plain = text.strip().replaceAll("(?<=\\d)_(?=\\d)", "");
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case ".nan", "nan" -> Double.NaN;
            case ".inf", "+.inf", "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(plain);
        };
    }

    private static double finite(String plain) {
        // Double.parseDouble takes "1d" and hexadecimal floats, which no one means in a configuration.
        if (!plain.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw new IllegalArgumentException("must be a number");
        }
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be a number that a double can hold");
        }
        return value;
    }

    private static float single(String text) {
        double value = number(text);
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be a number that a float can hold");
        }
        return narrow;
    }

    static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("must be a single character");
        }
        return text.charAt(0);
    }

    static Duration duration(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (plain.startsWith("p")) {
                return notNegative(Duration.parse(plain));
            }
            Matcher part = DURATION_PART.matcher(plain);
            Duration sum = Duration.ZERO;
            int end = 0;
            while (part.find() && part.start() == end) {
                BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2))));
                BigInteger[] split = nanos.toBigInteger().divideAndRemainder(BigInteger.valueOf(1_000_000_000));
                sum = sum.plus(Duration.ofSeconds(split[0].longValueExact(), split[1].longValueExact()));
                end = part.end();
            }
            if (end > 0 && end == plain.length()) {
                return sum;
            }
        } catch (DateTimeParseException | ArithmeticException bad) {
            throw noDuration(bad);
        }
        throw noDuration(null);
    }

    static double share(String text) {
        boolean percent = text.endsWith("%");
        try {
            double value = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            double share = percent ? value / 100 : value;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException(NO_SHARE, bad);
        }
        throw new IllegalArgumentException(NO_SHARE);
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw noDuration(null);
        }
        return duration;
    }

    private static IllegalArgumentException noDuration(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "must be a duration with its unit, e.g. 250ms, 90s, 5m, 2h, 1d or PT1M", cause);
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    static Path path(String text, @Nullable Path base) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be a path");
        }
        try {
            Path path = Path.of(text);
            return base == null ? path : base.resolve(path);
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException("must be a path: " + bad.getReason(), bad);
        }
    }

    private static Object constant(Class<?> type, String text) {
        String plain = text.strip().replace('-', '_');
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (name.equalsIgnoreCase(plain)) {
                return constant;
            }
            names.add(shown((Enum<?>) constant));
        }
        throw new UnknownConstantException(text, names);
    }

    /** The end of a sentence that says what a text must be, and what it is. */
    static String fault(IllegalArgumentException bad, String shown) {
        String guess = bad instanceof UnknownConstantException unknown ? unknown.guess() : ".";
        return "%s, but is '%s'%s".formatted(bad.getMessage(), shown, guess);
    }

    /** A value as people read and write it. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            List<String> items = new ArrayList<>();
            values.forEach(item -> items.add(shown(item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (value instanceof Duration duration) {
            return shown(duration);
        }
        return String.valueOf(value);
    }

    private static String shown(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toNanosPart() == 0) {
            long seconds = duration.toSeconds();
            if (seconds % 86_400 == 0) {
                return seconds / 86_400 + "d";
            }
            if (seconds % 3_600 == 0) {
                return seconds / 3_600 + "h";
            }
            return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
        }
        boolean wholeMillis = duration.toSeconds() < 1_000_000 && duration.toNanosPart() % 1_000_000 == 0;
        return wholeMillis ? duration.toMillis() + "ms" : duration.toString();
    }
}
