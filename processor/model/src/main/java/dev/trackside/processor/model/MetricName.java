package dev.trackside.processor.model;

/**
 * A {@code @Metric} annotation.
 *
 * @param origin the annotation
 * @param name the name of the metric; empty if it is not given
 * @param option the option that names it; empty if it is not given
 * @since 0.1
 */
public record MetricName(Origin origin, Value<String> name, Value<String> option) {

    /**
     * Whether an option names the metric.
     *
     * @return true if {@code option} is given
     */
    public boolean byOption() {
        return !option.value().isEmpty();
    }

    /**
     * The name of the metric or of the option.
     *
     * @return the one that is given
     */
    public String text() {
        return byOption() ? option.value() : name.value();
    }

    /**
     * Whether it names anything.
     *
     * @return false if neither name nor option is given
     */
    public boolean isNamed() {
        return !text().isBlank();
    }
}
