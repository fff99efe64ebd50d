package dev.trackside.spi;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import java.util.List;
import java.util.Objects;

/**
 * What {@code @Plugin} says of a class, with what the processor inferred where it says nothing.
 *
 * @param id the id; of a class without {@code @Plugin} its simple name in kebab-case
 * @param registered whether the class carries {@code @Plugin}
 * @param phase its phase, never {@link Phase#INFERRED}
 * @param attach when it joins, never {@link Attach#INFERRED}
 * @param onFailure its policy; {@link FailurePolicy#INFERRED} leaves it to the run
 * @param before ids that run after it
 * @param after ids that run before it
 * @param requires ids that must be there
 * @param produces metrics written through {@code MetricWriter}, with <code>{option}</code> in place of names that options give
 * @since 0.1
 */
public record PluginSpec(
        String id,
        boolean registered,
        Phase phase,
        Attach attach,
        FailurePolicy onFailure,
        List<String> before,
        List<String> after,
        List<String> requires,
        List<String> produces) {

    /** Checks and copies the parts. */
    public PluginSpec {
        Objects.requireNonNull(id, "id");
        if (phase == Phase.INFERRED || attach == Attach.INFERRED) {
            throw new IllegalArgumentException("phase and attach of " + id + " must be inferred by now");
        }
        before = List.copyOf(before);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
        produces = List.copyOf(produces);
    }

    /**
     * A list of ids or names, as tables write it: the compiler works far less on it than on {@code List.of}.
     *
     * @param names ids or names
     * @return an immutable list
     */
    public static List<String> names(String... names) {
        return List.of(names);
    }

    /** Describes a class with {@code @Plugin}, as tables do; each call says what its annotation says. */
    public static final class Builder {

        private final String id;
        private final Phase phase;
        private final Attach attach;
        private final boolean registered;
        private FailurePolicy onFailure = FailurePolicy.INFERRED;
        private List<String> before = List.of();
        private List<String> after = List.of();
        private List<String> requires = List.of();
        private List<String> produces = List.of();

        Builder(String id, Phase phase, Attach attach, boolean registered) {
            this.id = id;
            this.phase = phase;
            this.attach = attach;
            this.registered = registered;
        }

        /**
         * Sets the policy.
         *
         * @param policy what a failure of the plugin means
         * @return this
         */
        public Builder onFailure(FailurePolicy policy) {
            this.onFailure = policy;
            return this;
        }

        /**
         * Names who runs after it.
         *
         * @param ids ids of plugins
         * @return this
         */
        public Builder before(String... ids) {
            this.before = List.of(ids);
            return this;
        }

        /**
         * Names who runs before it.
         *
         * @param ids ids of plugins
         * @return this
         */
        public Builder after(String... ids) {
            this.after = List.of(ids);
            return this;
        }

        /**
         * Names who must be there.
         *
         * @param ids ids of plugins
         * @return this
         */
        public Builder requires(String... ids) {
            this.requires = List.of(ids);
            return this;
        }

        /**
         * Names what it writes through {@code MetricWriter}.
         *
         * @param names names of metrics, with <code>{option}</code> in place of names that options give
         * @return this
         */
        public Builder produces(String... names) {
            this.produces = List.of(names);
            return this;
        }

        PluginSpec build() {
            return new PluginSpec(id, registered, phase, attach, onFailure, before, after, requires, produces);
        }
    }
}
