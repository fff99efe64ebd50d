package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.TracksideException;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.OptionSpec.Kind;
import dev.trackside.spi.PluginSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionBinderTests {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private Overrides overrides = Overrides.none();

    @Test
    void theStrongestSourceWins() {
        Options options = new Options().add("min-delta", double.class, 1.0);

        assertThat(bind(options, "").get("min-delta")).isEqualTo(new BoundValue("1.0", false, "default"));
        assertThat(bind(options, "min-delta: 2").get("min-delta")).isEqualTo(new BoundValue("2.0", false, "t.yaml:3"));
        variables.put("TRACKSIDE_EARLY_STOPPING_MIN_DELTA", "3");
        assertThat(bind(options, "min-delta: 2").get("min-delta"))
                .isEqualTo(new BoundValue("3.0", false, "TRACKSIDE_EARLY_STOPPING_MIN_DELTA"));
        properties.put("trackside.early-stopping.min-delta", "4");
        assertThat(bind(options, "min-delta: 2").get("min-delta"))
                .isEqualTo(new BoundValue("4.0", false, "-Dtrackside.early-stopping.min-delta"));
        overrides = Overrides.none().set("early-stopping.min-delta=5");
        assertThat(bind(options, "min-delta: 2").get("min-delta"))
                .isEqualTo(new BoundValue("5.0", false, "--set early-stopping.min-delta"));
        assertThat(options.value("min-delta")).isEqualTo(5.0);
    }

    @Test
    void everyTypeIsRead() {
        Options options = new Options()
                .add("a-boolean", boolean.class, false)
                .add("a-byte", Byte.class, null)
                .add("a-short", short.class, (short) 0)
                .add("an-int", int.class, 0)
                .add("a-long", Long.class, null)
                .add("a-float", float.class, 0f)
                .add("a-double", Double.class, null)
                .add("a-char", char.class, 'x')
                .add("a-text", String.class, "")
                .add("a-phase", Phase.class, Phase.REPORT)
                .add("a-policy", FailurePolicy.class, null)
                .add("a-duration", Duration.class, null)
                .add("a-path", Path.class, null);
        bind(options, """
                a-boolean: on
                    a-byte: -128
                    a-short: 1_000
                    an-int: 0x10
                    a-long: 1e12
                    a-float: 0.5
                    a-double: .nan
                    a-char: "\\t"
                    a-text: 0.10
                    a-phase: decide
                    a-policy: Detach
                    a-duration: 90s
                    a-path: runs/best""");

        assertThat(options.values)
                .containsEntry("a-boolean", true)
                .containsEntry("a-byte", (byte) -128)
                .containsEntry("a-short", (short) 1000)
                .containsEntry("an-int", 16)
                .containsEntry("a-long", 1_000_000_000_000L)
                .containsEntry("a-float", 0.5f)
                .containsEntry("a-double", Double.NaN)
                .containsEntry("a-char", '\t')
                .containsEntry("a-text", "0.10")
                .containsEntry("a-phase", Phase.DECIDE)
                .containsEntry("a-policy", FailurePolicy.DETACH)
                .containsEntry("a-duration", Duration.ofSeconds(90))
                .containsEntry("a-path", Path.of("runs/best"));
    }

    @Test
    void constantsOfEnumsAreReadInAnyCaseWithDashes() {
        Options options = new Options().add("attach", Attach.class, Attach.ALWAYS);
        assertThat(bind(options, "attach: When-configured").get("attach").text())
                .isEqualTo("when-configured");
        assertThatThrownBy(() -> bind(options, "attach: allways"))
                .hasMessage("t.yaml:3: option 'attach' of plugin 'early-stopping' must be one of inferred, always,"
                        + " when-configured, but is 'allways'; did you mean always?");
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "90s, PT1M30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1h 30m, PT1H30M",
        "0.5s, PT0.5S",
        "PT1M, PT1M"
    })
    void durationsAreRead(String text, Duration expected) {
        Options options = new Options().add("every", Duration.class, null);
        bind(options, "every: " + text);
        assertThat(options.value("every")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "-5s", "5 weeks", "s", "''", "PT-1M", "99999999999999999999d"})
    void aDurationNeedsItsUnit(String text) {
        assertThatThrownBy(() -> bind(new Options().add("every", Duration.class, null), "every: " + text))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "t.yaml:3: option 'every' of plugin 'early-stopping' must be a duration with its unit");
    }

    @Test
    void listsAndSetsTakeOneValueListsAndCommas() {
        Options options = new Options()
                .add(new OptionSpec("names", Kind.LIST, String.class, false, false, neg(), pos(), ""), List.of("z"))
                .add(new OptionSpec("sizes", Kind.SET, int.class, false, false, neg(), pos(), ""), Set.of());
        bind(options, "names: [b, a, b]\n    sizes: 3");
        assertThat(options.value("names")).isEqualTo(List.of("b", "a", "b"));
        assertThat(options.value("sizes")).isEqualTo(Set.of(3));

        bind(options, "names: 'a, b'");
        assertThat(options.value("names")).isEqualTo(List.of("a, b"));

        properties.put("trackside.early-stopping.names", "x, y");
        overrides = Overrides.none().with("early-stopping.sizes", List.of(2, 1, 2));
        assertThat(bind(options, "").get("sizes").text()).isEqualTo("[2, 1]");
        assertThat(options.value("names")).isEqualTo(List.of("x", "y"));

        properties.put("trackside.early-stopping.names", "");
        bind(options, "");
        assertThat(options.value("names")).isEqualTo(List.of());
    }

    @Test
    void objectsOfTheBuilderAreTakenAsTheyAre() {
        Options options = new Options()
                .add("every", Duration.class, null)
                .add("phase", Phase.class, null)
                .add("text", String.class, null)
                .add("path", Path.class, null)
                .add("limit", double.class, 0.0)
                .add(new OptionSpec("sizes", Kind.LIST, int.class, false, false, neg(), pos(), ""), List.of());
        overrides = Overrides.none()
                .with("early-stopping.every", Duration.ofNanos(1_000_001))
                .with("early-stopping.phase", Phase.PERSIST)
                .with("early-stopping.text", "${env:NOT_ME}")
                .with("early-stopping.path", Path.of("a", "b"))
                .with("early-stopping.limit", Double.NEGATIVE_INFINITY)
                .with("early-stopping.sizes", new int[] {2, 1});
        bind(options, "");
        assertThat(options.values)
                .containsEntry("every", Duration.ofNanos(1_000_001))
                .containsEntry("phase", Phase.PERSIST)
                .containsEntry("text", "${env:NOT_ME}")
                .containsEntry("path", Path.of("a", "b"))
                .containsEntry("limit", Double.NEGATIVE_INFINITY)
                .containsEntry("sizes", List.of(2, 1));
    }

    @Test
    void rangesAreCheckedAndNaNIsInNone() {
        Options options = new Options()
                .add(new OptionSpec("patience", Kind.SINGLE, int.class, false, false, 1, 100, ""), 5)
                .add(new OptionSpec("rate", Kind.LIST, double.class, false, false, 0, pos(), ""), List.of())
                .add("free", double.class, 0.0);

        assertThatThrownBy(() -> bind(options, "patience: 0\n    rate: [1, .nan]"))
                .hasMessageContaining(
                        "t.yaml:3: option 'patience' of plugin 'early-stopping' must be from 1 to 100, but is '0'.")
                .hasMessageContaining(
                        "t.yaml:4: option 'rate' of plugin 'early-stopping' must be at least 0, but is '.nan'.");
        bind(options, "rate: .inf\n    free: NaN");
        assertThat(options.value("rate")).isEqualTo(List.of(Double.POSITIVE_INFINITY));
        assertThat(options.value("free")).isEqualTo(Double.NaN);
    }

    @Test
    void whatIsRequiredMustBeSet() {
        OptionSpec monitor = new OptionSpec("monitor", Kind.SINGLE, String.class, true, true, neg(), pos(), "");

        assertThatThrownBy(() -> bind(new Options().add(monitor, null), ""))
                .hasMessageContaining("option 'monitor' of plugin 'early-stopping' is required and has no value")
                .hasMessageContaining("TRACKSIDE_EARLY_STOPPING_MONITOR")
                .hasMessageContaining("-Dtrackside.early-stopping.monitor");
        assertThat(bind(new Options().add(monitor, "by hand"), "")
                        .get("monitor")
                        .text())
                .isEqualTo("by hand");
    }

    @Test
    void nullNeedsAFieldThatMayBeWithoutAValue() {
        OptionSpec nullable = new OptionSpec("goal", Kind.SINGLE, Double.class, true, false, neg(), pos(), "");
        Options options = new Options().add(nullable, 1.0).add("patience", int.class, 5);

        assertThat(bind(options, "goal:").get("goal").text()).isEqualTo("none");
        assertThat(options.value("goal")).isNull();
        assertThatThrownBy(() -> bind(options, "patience:"))
                .hasMessage(
                        "t.yaml:3: option 'patience' of plugin 'early-stopping' has no value here; write one, or remove the"
                                + " line to keep 5.");
    }

    @Test
    void anUnknownOptionNamesItsPlaceAndTheNearest() {
        Options options = new Options().add("patience", int.class, 5).add("monitor", String.class, "loss");
        properties.put("trackside.early-stopping.monitr", "x");
        properties.put("trackside.early-stopping-two.foo", "x");
        overrides = Overrides.none().set("early-stopping.pateince=3");

        assertThatThrownBy(() -> bind(options, "patiens: 3\n    use: early-stopping\n    before: [x]"))
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "t.yaml:3: plugin 'early-stopping' has no option 'patiens'; did you mean 'patience'?",
                        "--set early-stopping.pateince: plugin 'early-stopping' has no option 'pateince'; did you mean"
                                + " 'patience'?",
                        "-Dtrackside.early-stopping.monitr: plugin 'early-stopping' has no option 'monitr'; did you mean"
                                + " 'monitor'?"));
    }

    @Test
    void secretsAreBoundButNeverShown() {
        variables.put("TOKEN", "s3cret");
        Options options = new Options().add("token", String.class, "").add("limit", int.class, 1);

        assertThat(bind(options, "token: 'x${env:TOKEN}'").get("token"))
                .isEqualTo(new BoundValue("***", true, "t.yaml:3"));
        assertThat(options.value("token")).isEqualTo("xs3cret");
        assertThatThrownBy(() -> bind(options, "limit: '${env:TOKEN}'"))
                .hasMessageEndingWith("but is '***'.")
                .hasMessageNotContaining("s3cret");
    }

    private Map<String, BoundValue> bind(Options options, String yaml) {
        ConfigFile config = ConfigFile.of(
                        "t.yaml",
                        "plugins:\n  early-stopping:\n    " + yaml + "\n",
                        new Environment(properties, variables))
                .with(overrides);
        YamlSection section = config.root().section("plugins").section("early-stopping");
        return OptionBinder.bind("early-stopping", options, options, section);
    }

    private static double neg() {
        return Double.NEGATIVE_INFINITY;
    }

    private static double pos() {
        return Double.POSITIVE_INFINITY;
    }

    /** A table whose options are kept in a map, which is its own target. */
    private static final class Options extends HandlerTable {

        private final List<OptionSpec> specs = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();

        Options add(String name, Class<?> type, Object value) {
            return add(new OptionSpec(name, Kind.SINGLE, type, false, false, neg(), pos(), ""), value);
        }

        Options add(OptionSpec spec, Object value) {
            specs.add(spec);
            values.put(spec.name(), value);
            return this;
        }

        Object value(String name) {
            return values.get(name);
        }

        @Override
        public Class<?> handlerClass() {
            return Options.class;
        }

        @Override
        public PluginSpec plugin() {
            return new PluginSpec(
                    "early-stopping",
                    true,
                    Phase.DECIDE,
                    Attach.ALWAYS,
                    FailurePolicy.INFERRED,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public List<HandlerSpec> handlers() {
            return List.of();
        }

        @Override
        public List<OptionSpec> options() {
            return specs;
        }

        @Override
        public Object option(Object target, int index) {
            return values.get(specs.get(index).name());
        }

        @Override
        public void option(Object target, int index, Object value) {
            values.put(specs.get(index).name(), value);
        }

        @Override
        public BoundHandlers bind(Object target, Binder binder) {
            throw new UnsupportedOperationException();
        }
    }
}
