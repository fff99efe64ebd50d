package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionSourceTests {

    private static final String FILE = """
            plugins:
              notify:
                hook: "https://${env:HOOK}"
                names: [a, b]
                patience: 3
                tries: 4
                nothing:
            """;

    private final Environment environment = new Environment(
            Map.of("trackside.notify.patience", "5"), Map.of("HOOK", "token", "TRACKSIDE_NOTIFY_PATIENCE", "6"));
    private final ConfigFile config =
            ConfigFile.of("t.yaml", FILE, environment).with(Overrides.none().set("notify.tries=9"));
    private final OptionSource source =
            new OptionSource("notify", config.root().section("plugins").section("notify"));

    @Test
    void theStrongestWinsAndSaysWhereItStands() {
        Map<String, BoundValue> set = source.set(List.of("patience", "tries", "names", "unset", "nothing"));

        assertThat(set.keySet()).containsExactly("patience", "tries", "names", "nothing");
        assertThat(set.get("patience")).isEqualTo(new BoundValue("5", false, "-Dtrackside.notify.patience"));
        assertThat(set.get("tries").text()).isEqualTo("9");
        assertThat(set.get("tries").origin()).isEqualTo("--set notify.tries");
        assertThat(set.get("names")).isEqualTo(new BoundValue("[a, b]", false, "t.yaml:4"));
        assertThat(set.get("nothing").text()).isEqualTo("none");
    }

    @Test
    void aSecretIsNotShown() {
        BoundValue hook = source.set(List.of("hook")).get("hook");

        assertThat(hook.secret()).isTrue();
        assertThat(hook.toString()).doesNotContain("token").contains("***", "t.yaml:3");
    }

    @Test
    void whatIsNoOptionIsNamedWithTheNearest() {
        assertThat(source.unknown(List.of("hook", "names", "patient", "nothing", "tries")))
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "t.yaml:5: plugin 'notify' has no option 'patience'; did you mean 'patient'?",
                        "-Dtrackside.notify.patience: plugin 'notify' has no option 'patience'; did you mean 'patient'?");
    }
}
