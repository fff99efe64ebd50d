package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.TrustSettings.Demand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingSettingsTests {

    private static final Map<String, String> NOTHING = Map.of();

    private static LoadingSettings settings(
            String yaml, Overrides overrides, Map<String, String> properties, Map<String, String> variables) {
        return LoadingSettings.of(ConfigFile.of("t.yaml", yaml, new Environment(properties, variables))
                .with(overrides));
    }

    private static LoadingSettings settings(String yaml) {
        return settings(yaml, Overrides.none(), NOTHING, NOTHING);
    }

    @Test
    void withoutAnythingAnyJarWillDoAndFaultsAreWarnedOf() {
        LoadingSettings settings = settings("");

        assertThat(settings.trust().demands()).isEmpty();
        assertThat(settings.trust().shown()).isEqualTo("any");
        assertThat(settings.mode()).isEqualTo(LoadingMode.WARN);
        assertThat(settings.mandatory()).isEmpty();
    }

    @Nested
    class TrustIs {

        @Test
        void askedForInTheFile() {
            assertThat(settings("loading: { trust: listed }").trust().demands()).containsExactly(Demand.LISTED);
            assertThat(settings("loading: { trust: [listed, signed], signers: a.pem }")
                            .trust()
                            .shown())
                    .isEqualTo("listed, signed");
        }

        @Test
        void raisedFromAnywhere() {
            String variable = "TRACKSIDE_LOADING_TRUST";
            String property = "trackside.loading.trust";

            assertThat(settings("", Overrides.none(), Map.of(property, "listed"), NOTHING)
                            .trust()
                            .demands())
                    .containsExactly(Demand.LISTED);
            assertThat(settings("loading: { trust: any }", Overrides.none().set("loading.trust=any"), NOTHING, NOTHING)
                            .trust()
                            .demands())
                    .isEmpty();
            assertThat(settings("", Overrides.none().set("loading.trust=listed"), NOTHING, NOTHING)
                            .trust()
                            .demands())
                    .containsExactly(Demand.LISTED);
            assertThat(settings(
                                    "loading: { trust: listed, signers: a.pem }",
                                    Overrides.none(),
                                    NOTHING,
                                    Map.of(variable, "signed"))
                            .trust()
                            .demands())
                    .as("both, where two places ask for two things")
                    .containsExactly(Demand.LISTED, Demand.SIGNED);
        }

        @Test
        void loweredNowhereButWhereItWasRaised() {
            assertThatThrownBy(() -> settings(
                            "loading: { trust: listed }", Overrides.none().set("loading.trust=any"), NOTHING, NOTHING))
                    .hasMessage(
                            "--set loading.trust: loading.trust cannot be lowered to 'any' here, since t.yaml:1 says 'listed'; change it there, if that is what you want.");
            assertThatThrownBy(() -> settings(
                            "loading: { trust: signed, signers: a.pem }",
                            Overrides.none(),
                            Map.of("trackside.loading.trust", "any"),
                            NOTHING))
                    .hasMessageStartingWith("-Dtrackside.loading.trust: loading.trust cannot be lowered");
            assertThatThrownBy(() -> settings(
                            "loading: { trust: any }",
                            Overrides.none(),
                            NOTHING,
                            Map.of("TRACKSIDE_LOADING_TRUST", "listed")))
                    .hasMessageStartingWith("t.yaml:1: loading.trust cannot be lowered");
        }

        @Test
        void neverGuessed() {
            assertThatThrownBy(() -> settings("loading: { trust: lsited }"))
                    .hasMessage(
                            "t.yaml:1: loading.trust must be any, listed or signed, but is 'lsited'; did you mean 'listed'?");
            assertThatThrownBy(
                            () -> settings("", Overrides.none(), Map.of("trackside.loading.tust", "listed"), NOTHING))
                    .hasMessage(
                            "-Dtrackside.loading.tust: nothing in 'loading' is set by a property 'tust'; did you mean 'trust'?");
            assertThatThrownBy(
                            () -> settings("", Overrides.none(), NOTHING, Map.of("TRACKSIDE_LOADING_LOCK", "/my.lock")))
                    .as("a process inherits variables; what trust rests on is not named by one")
                    .hasMessageStartingWith("TRACKSIDE_LOADING_LOCK: nothing in 'loading' is set by a variable");
            assertThatThrownBy(() -> settings("loading: { trust: signed }"))
                    .hasMessageContaining("loading.signers names nobody");
        }
    }

    @Test
    void theLockFileStandsBesideTheConfigurationOrWhereItSays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "loading: { trust: listed }");
        assertThat(LoadingSettings.of(ConfigFile.read(file)).trust().lock())
                .isEqualTo(folder.resolve("trackside.lock"));
        Files.writeString(file, "loading: { lock: known/jars.lock }");
        assertThat(LoadingSettings.of(ConfigFile.read(file)).trust().lock())
                .isEqualTo(folder.resolve("known/jars.lock"));
        assertThat(settings("").trust().lock()).isEqualTo(Path.of("trackside.lock"));
    }

    @Test
    void signersAreFilesBesideTheConfigurationOrFingerprints(@TempDir Path folder) throws IOException {
        String fingerprint = "ab:".repeat(31) + "CD";
        Path file = Files.writeString(
                folder.resolve("t.yaml"),
                "loading: { trust: signed, signers: [us.pem, \"%s\"] }".formatted(fingerprint));

        assertThat(LoadingSettings.of(ConfigFile.read(file)).trust().signers())
                .extracting(TrustSettings.Signer::text, TrustSettings.Signer::file)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("us.pem", folder.resolve("us.pem")),
                        org.assertj.core.groups.Tuple.tuple(fingerprint, null));
    }

    @Nested
    class TheMode {

        @Test
        void comesFromTheStrongestPlace() {
            Map<String, String> property = Map.of("trackside.loading.mode", "strict");
            Map<String, String> variable = Map.of("TRACKSIDE_LOADING_MODE", "lenient");

            assertThat(settings("loading: { mode: strict }").mode()).isEqualTo(LoadingMode.STRICT);
            assertThat(settings("loading: { mode: strict }", Overrides.none(), NOTHING, variable)
                            .mode())
                    .isEqualTo(LoadingMode.LENIENT);
            assertThat(settings("loading: { mode: warn }", Overrides.none(), property, variable)
                            .mode())
                    .isEqualTo(LoadingMode.STRICT);
            assertThat(settings("", Overrides.none().set("loading.mode=warn"), property, variable)
                            .mode())
                    .isEqualTo(LoadingMode.WARN);
        }

        @Test
        void isOneOfThree() {
            assertThatThrownBy(() -> settings("loading: { mode: sloppy }"))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage("t.yaml:1: loading.mode must be lenient, warn or strict, but is 'sloppy'.");
        }
    }

    @Test
    void whatIsMandatoryKnowsWhoSaysSo() {
        assertThat(settings("run: {}\nloading: { mandatory: [history, checkpoint] }")
                        .mandatory())
                .containsExactly(Map.entry("history", "t.yaml:2"), Map.entry("checkpoint", "t.yaml:2"));
        assertThat(settings("", Overrides.none(), Map.of("trackside.loading.mandatory", "a, b"), NOTHING)
                        .mandatory())
                .containsOnlyKeys("a", "b");
    }
}
