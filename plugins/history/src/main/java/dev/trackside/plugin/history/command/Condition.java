package dev.trackside.plugin.history.command;

import dev.trackside.plugin.history.RunOverview;
import dev.trackside.spi.UsageException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --where} asks of a run.
 *
 * @param figure a metric, or one of {@code epochs steps seconds}
 * @param relation how it is to stand to the bound
 * @param bound a number
 */
record Condition(String figure, String relation, double bound) {

    private static final Pattern FORM = Pattern.compile("\\s*([^<>=!\\s]+)\\s*(<=|>=|!=|==|=|<|>)\\s*(\\S+)\\s*");

    static Condition of(String text) {
        Matcher parts = FORM.matcher(text);
        if (parts.matches()) {
            try {
                return new Condition(parts.group(1), parts.group(2), Double.parseDouble(parts.group(3)));
            } catch (NumberFormatException noNumber) {
                throw wrong(text, noNumber);
            }
        }
        throw wrong(text, null);
    }

    private static UsageException wrong(String text, @Nullable Throwable cause) {
        return new UsageException(
                "--where %s is no condition. Write METRIC<NUMBER, as in --where 'val_loss<0.1'; <= > >= = != are there too, and epochs, steps, seconds."
                        .formatted(text),
                cause);
    }

    /** Whether a run meets it; one that does not have the metric, or has NaN, does not. */
    boolean holds(RunOverview run) {
        OptionalDouble there = figure(run, figure);
        if (there.isEmpty() || Double.isNaN(there.getAsDouble())) {
            return false;
        }
        double value = there.getAsDouble();
        return switch (relation) {
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            case "!=" -> value != bound;
            default -> value == bound;
        };
    }

    /** A figure of a run by its name. */
    static OptionalDouble figure(RunOverview run, String name) {
        return switch (name) {
            case "epochs" -> OptionalDouble.of(run.epochs());
            case "steps" -> OptionalDouble.of((double) run.steps());
            case "seconds" -> OptionalDouble.of(run.elapsed().toNanos() / 1e9);
            default -> {
                Double value = run.metrics().get(name);
                yield value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
            }
        };
    }
}
