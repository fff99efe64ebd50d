package dev.trackside.spi;

import dev.trackside.WhenFull;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is and needs, as the processor read it. Generated tables build one for each handler, in the order in which they are called.
 *
 * @param event the annotation of the event
 * @param method the method as people name it, e.g. {@code check(double)}
 * @param filter which occurrences it is called for
 * @param metrics the metrics it takes by name
 * @param allMetrics whether it takes metrics by names that are not known before it runs (by {@code Metrics})
 * @param produces the metric it returns; empty for none
 * @param writesMetrics whether it takes a {@code MetricWriter}
 * @param needs the services and capabilities it takes
 * @param async how it is called on the thread of its plugin; empty if it is called on the thread that trains
 * @since 0.1
 */
public record HandlerSpec(
        Class<? extends Annotation> event,
        String method,
        Filter filter,
        List<MetricUse> metrics,
        boolean allMetrics,
        String produces,
        boolean writesMetrics,
        List<Need> needs,
        Optional<AsyncSpec> async) {

    /** Copies the lists. */
    public HandlerSpec {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(filter, "filter");
        metrics = List.copyOf(metrics);
        needs = List.copyOf(needs);
    }

    /**
     * A metric that a handler takes.
     *
     * @param name the name of the metric, or of the option that names it
     * @param byOption whether {@code name} is that of an option
     * @param required whether the handler is not called at an event that does not have it
     */
    public record MetricUse(String name, boolean byOption, boolean required) {}

    /**
     * A service or capability that a handler takes.
     *
     * @param type its type
     * @param required false if it takes an {@code Optional} of it
     */
    public record Need(Class<?> type, boolean required) {}

    /**
     * Begins a description.
     *
     * @param event the annotation of the event
     * @param method the method as people name it
     * @return a builder of a handler that needs nothing
     */
    public static Builder on(Class<? extends Annotation> event, String method) {
        return new Builder(event, method);
    }

    /**
     * A list of descriptions, as tables write it: the compiler works far less on it than on {@code List.of}.
     *
     * @param specs the descriptions
     * @return an immutable list
     */
    public static List<HandlerSpec> list(HandlerSpec... specs) {
        return List.of(specs);
    }

    /** Builds a description; each call adds something the handler has. */
    public static final class Builder {

        private final Class<? extends Annotation> event;
        private final String method;
        private final List<MetricUse> metrics = new ArrayList<>();
        private final List<Need> needs = new ArrayList<>();
        private Filter filter = Filter.ALL;
        private boolean allMetrics;
        private String produces = "";
        private boolean writesMetrics;
        private @Nullable AsyncSpec async;

        private Builder(Class<? extends Annotation> event, String method) {
            this.event = event;
            this.method = method;
        }

        /**
         * Sets the counted filters.
         *
         * @param every the period
         * @param from the first count
         * @param until the last count
         * @param at the exact counts
         * @return this
         */
        public Builder filter(int every, int from, int until, Integer... at) {
            this.filter = new Filter(every, from, until, List.of(at), 0);
            return this;
        }

        /**
         * Sets the filter by time.
         *
         * @param seconds seconds between calls
         * @return this
         */
        public Builder everySeconds(double seconds) {
            this.filter = new Filter(1, 1, Integer.MAX_VALUE, List.of(), seconds);
            return this;
        }

        /**
         * Takes a metric as {@code double}.
         *
         * @param name its name
         * @return this
         */
        public Builder metric(String name) {
            metrics.add(new MetricUse(name, false, true));
            return this;
        }

        /**
         * Takes a metric as {@code OptionalDouble}.
         *
         * @param name its name
         * @return this
         */
        public Builder optionalMetric(String name) {
            metrics.add(new MetricUse(name, false, false));
            return this;
        }

        /**
         * Takes a metric that an option names as {@code double}.
         *
         * @param option the name of the option
         * @return this
         */
        public Builder metricOfOption(String option) {
            metrics.add(new MetricUse(option, true, true));
            return this;
        }

        /**
         * Takes a metric that an option names as {@code OptionalDouble}.
         *
         * @param option the name of the option
         * @return this
         */
        public Builder optionalMetricOfOption(String option) {
            metrics.add(new MetricUse(option, true, false));
            return this;
        }

        /**
         * Takes all metrics, by {@code Metrics}.
         *
         * @return this
         */
        public Builder allMetrics() {
            this.allMetrics = true;
            return this;
        }

        /**
         * Returns a metric.
         *
         * @param name its name
         * @return this
         */
        public Builder produces(String name) {
            this.produces = name;
            return this;
        }

        /**
         * Takes a {@code MetricWriter}.
         *
         * @return this
         */
        public Builder writesMetrics() {
            this.writesMetrics = true;
            return this;
        }

        /**
         * Takes a service or capability.
         *
         * @param type its type
         * @return this
         */
        public Builder needs(Class<?> type) {
            needs.add(new Need(type, true));
            return this;
        }

        /**
         * Takes a capability if there is one.
         *
         * @param type its type
         * @return this
         */
        public Builder mayUse(Class<?> type) {
            needs.add(new Need(type, false));
            return this;
        }

        /**
         * Runs on the thread of its plugin.
         *
         * @param queue the greatest number of events that wait for that thread, at least 1
         * @param whenFull what becomes of an event when the queue is full
         * @return this
         */
        public Builder async(int queue, WhenFull whenFull) {
            this.async = new AsyncSpec(queue, whenFull);
            return this;
        }

        /**
         * Ends the description.
         *
         * @return the description
         */
        public HandlerSpec build() {
            return new HandlerSpec(
                    event,
                    method,
                    filter,
                    metrics,
                    allMetrics,
                    produces,
                    writesMetrics,
                    needs,
                    Optional.ofNullable(async));
        }
    }
}
