package dev.trackside.plugin.checkpoint;

import dev.trackside.TracksideException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of checkpoints: a text with {@code {epoch}}, {@code {step}} and the monitored metric, each with a width or decimals after a colon if wanted:
 * {@code epoch-{epoch:4}-{val_loss:.4}}.
 */
final class NameTemplate {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}:]*)(?::(0?\\d{1,2}|\\.\\d{1,2}))?}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.=-]*");

    private final String text;

    private NameTemplate(String text) {
        this.text = text;
    }

    /**
     * Checks a template.
     *
     * @param text the template
     * @param metric the metric that it may name; null for none
     * @throws TracksideException if it names anything else or has characters that names cannot have
     */
    static NameTemplate of(String text, @Nullable String metric) {
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            String field = fields.group(1);
            boolean whole = field.equals("epoch") || field.equals("step");
            boolean decimals = fields.group(2) != null && fields.group(2).startsWith(".");
            if (!(whole && !decimals) && !(field.equals(metric) && (fields.group(2) == null || decimals))) {
                throw new TracksideException("""
                        The name %s has the field %s, which cannot be filled in. There are {epoch} and {step}, with a width as in {epoch:4}, and \
                        %s.""".formatted(
                                text,
                                fields.group(),
                                metric == null
                                        ? "a metric if there is a monitor"
                                        : "{%s}, with decimals as in {%s:.4}".formatted(metric, metric)));
            }
        }
        String rest = FIELD.matcher(text).replaceAll("");
        if (!PLAIN.matcher(rest).matches() || text.startsWith(".")) {
            throw new TracksideException(
                    "The name %s cannot name a file. Use letters, digits, - _ . = and fields such as {epoch}, and no dot at the start."
                            .formatted(text));
        }
        return new NameTemplate(text);
    }

    /** Fills it in. A metric that the event does not have is the word none. */
    String fill(int epoch, long step, OptionalDouble value) {
        return FIELD.matcher(text).replaceAll(field -> switch (field.group(1)) {
            case "epoch" -> number(epoch, field.group(2));
            case "step" -> number(step, field.group(2));
            default -> value.isEmpty() ? "none" : decimals(value.getAsDouble(), field.group(2));
        });
    }

    private static String number(long value, @Nullable String width) {
        return width == null
                ? Long.toString(value)
                : String.format(Locale.ROOT, "%0" + Integer.parseInt(width) + "d", value);
    }

    private static String decimals(double value, @Nullable String decimals) {
        return String.format(Locale.ROOT, decimals == null ? "%.4f" : "%" + decimals + "f", value);
    }
}
