package dev.trackside.spi;

import java.util.List;
import java.util.Objects;

/**
 * An {@code @Option} field, as the processor read it.
 *
 * @param name the name in files, e.g. {@code min-delta}
 * @param kind how values are combined
 * @param type the type of a value: a primitive, its box, {@code String}, an enum, {@code Duration} or {@code Path}
 * @param nullable whether the field may be without a value
 * @param required whether a run without a value is an error
 * @param min the smallest number accepted, inclusive
 * @param max the largest number accepted, inclusive
 * @param description the Javadoc of the field, in one line; empty if it has none
 * @since 0.1
 */
public record OptionSpec(
        String name,
        Kind kind,
        Class<?> type,
        boolean nullable,
        boolean required,
        double min,
        double max,
        String description) {

    /** How values are combined. */
    public enum Kind {
        /** One value. */
        SINGLE,
        /** A {@code List} of values. */
        LIST,
        /** A {@code Set} of values, in the order given. */
        SET
    }

    /** Checks the parts. */
    public OptionSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
    }

    /**
     * A list of descriptions, as tables write it: the compiler works far less on it than on {@code List.of}.
     *
     * @param specs the descriptions
     * @return an immutable list
     */
    public static List<OptionSpec> list(OptionSpec... specs) {
        return List.of(specs);
    }

    /** Describes an option, as tables do; each call says something that not every option has. */
    public static final class Builder {

        private final String name;
        private final Class<?> type;
        private Kind kind = Kind.SINGLE;
        private boolean nullable;
        private boolean required;
        private double min = Double.NEGATIVE_INFINITY;
        private double max = Double.POSITIVE_INFINITY;
        private String description = "";

        Builder(String name, Class<?> type) {
            this.name = name;
            this.type = type;
        }

        /**
         * Takes a {@code List} of values.
         *
         * @return this
         */
        public Builder list() {
            this.kind = Kind.LIST;
            return this;
        }

        /**
         * Takes a {@code Set} of values.
         *
         * @return this
         */
        public Builder set() {
            this.kind = Kind.SET;
            return this;
        }

        /**
         * May be without a value.
         *
         * @return this
         */
        public Builder nullable() {
            this.nullable = true;
            return this;
        }

        /**
         * Must have a value.
         *
         * @return this
         */
        public Builder required() {
            this.required = true;
            return this;
        }

        /**
         * Sets the smallest number.
         *
         * @param smallest the smallest number accepted, inclusive
         * @return this
         */
        public Builder min(double smallest) {
            this.min = smallest;
            return this;
        }

        /**
         * Sets the largest number.
         *
         * @param largest the largest number accepted, inclusive
         * @return this
         */
        public Builder max(double largest) {
            this.max = largest;
            return this;
        }

        /**
         * Sets what people read about it.
         *
         * @param text a line
         * @return this
         */
        public Builder about(String text) {
            this.description = text;
            return this;
        }

        OptionSpec build() {
            return new OptionSpec(name, kind, type, nullable, required, min, max, description);
        }
    }
}
