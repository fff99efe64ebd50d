package dev.trackside.runtime.facts;

import dev.trackside.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A version of Trackside's API, and which plugins fit it: those built with the same major version, and not with a newer one. What comes after
 * the numbers, as in {@code 1.2.0-SNAPSHOT}, does not count.
 */
public final class ApiVersion {

    private static final ApiVersion HERE = new ApiVersion(here());

    private final String text;
    private final int[] numbers;

    private ApiVersion(String text) {
        this.text = text;
        this.numbers = numbers(text);
    }

    /**
     * The version that runs.
     *
     * @return it; unknown where Trackside runs from folders of classes
     */
    public static ApiVersion current() {
        return HERE;
    }

    /**
     * A version.
     *
     * @param text the version as it is written; what does not begin with a number is unknown
     * @return the version
     */
    public static ApiVersion of(String text) {
        return new ApiVersion(text);
    }

    boolean isKnown() {
        return numbers.length > 0;
    }

    /**
     * Why a plugin does not fit, in words.
     *
     * @param built the version of the API that it was built with, as its descriptor gives it
     * @return cause and remedy with both versions; empty if it fits, or one of the versions is unknown
     */
    public Optional<Words> misfit(String built) {
        int[] wanted = numbers(built);
        if (wanted.length == 0 || !isKnown()) {
            return Optional.empty();
        }
        if (number(wanted, 0) != number(numbers, 0)) {
            return Optional.of(new Words(
                    "it was built for version %s of Trackside's API, and this is %s, with another major version"
                            .formatted(built, text),
                    number(wanted, 0) > number(numbers, 0)
                            ? "run it with Trackside %d, or take an older version of it".formatted(number(wanted, 0))
                            : "take a version of it for Trackside %d".formatted(number(numbers, 0))));
        }
        for (int i = 1; i < Math.max(wanted.length, numbers.length); i++) {
            if (number(wanted, i) != number(numbers, i)) {
                return number(wanted, i) < number(numbers, i)
                        ? Optional.empty()
                        : Optional.of(new Words(
                                "it was built for version %s of Trackside's API, which is newer than this, %s"
                                        .formatted(built, text),
                                "run it with Trackside %s or newer, or take an older version of it".formatted(built)));
            }
        }
        return Optional.empty();
    }

    private static int number(int[] numbers, int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    /** The numbers that a version begins with; none if it begins with something else, or with one that is no version's. */
    private static int[] numbers(String text) {
        int[] found = new int[4];
        int count = 0;
        int at = 0;
        while (count < found.length && at < text.length() && isDigit(text.charAt(at))) {
            long number = 0;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                number = number * 10 + (text.charAt(at) - '0');
                if (number > Integer.MAX_VALUE) {
                    return new int[0];
                }
            }
            found[count++] = (int) number;
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
            } else {
                break;
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }

    private static String here() {
        Module module = Phase.class.getModule();
        @Nullable ModuleDescriptor descriptor = module.getDescriptor();
        String ofModule = descriptor == null ? null : descriptor.rawVersion().orElse(null);
        String ofJar = Phase.class.getPackage().getImplementationVersion();
        if (ofModule != null || ofJar != null) {
            return ofModule != null ? ofModule : ofJar;
        }
        return ofBuild();
    }

    /** What Maven writes into the jar; the manifest's version cannot be asked for on the module path. */
    private static String ofBuild() {
        try (InputStream in =
                Phase.class.getResourceAsStream("/META-INF/maven/dev.trackside/trackside-api/pom.properties")) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version", "unknown");
            }
        } catch (IOException unreadable) {
            return "unknown"; // then plugins are not refused for it
        }
        return "unknown";
    }

    @Override
    public String toString() {
        return text;
    }
}
