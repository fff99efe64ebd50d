package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTests {

    private static final Environment ENVIRONMENT =
            new Environment(Map.of(), Map.of("HOOK", "https://x/$1", "EPOCHS", "7"));

    @TempDir
    Path folder;

    @Test
    void valuesHaveTheirTypes() {
        YamlSection root = config("""
                data: { train: digits.csv, label: 64, validation: 0.2, header: yes }
                model: { layers: [64, 32], names: one, empty: }
                """).root();

        YamlSection data = root.section("data");
        assertThat(data.text("train")).contains("digits.csv");
        assertThat(data.integer("label")).contains(64);
        assertThat(data.number("validation")).contains(0.2);
        assertThat(data.flag("header")).contains(true);
        assertThat(data.path()).isEqualTo("data");
        YamlSection model = root.section("model");
        assertThat(model.integers("layers")).containsExactly(64, 32);
        assertThat(model.texts("names")).containsExactly("one");
        assertThat(model.text("empty")).isEmpty();
        assertThat(model.has("empty")).isFalse();
        assertThat(model.names("empty")).isTrue();
        assertThat(model.texts("absent")).isEmpty();
        assertThat(root.section("absent").keys()).isEmpty();
        assertThat(root.keys()).containsExactly("data", "model");
    }

    @Test
    void aValueThatDoesNotFitNamesFileLineAndKey() {
        YamlSection run = config("run:\n  epochs: many\n  seed: [1]\n  big: 99999999999\n")
                .root()
                .section("run");

        assertThatThrownBy(() -> run.integer("epochs"))
                .isInstanceOf(TracksideException.class)
                .hasMessage("trackside.yaml:2: run.epochs must be a whole number, but is 'many'.");
        assertThatThrownBy(() -> run.integer("seed"))
                .hasMessage("trackside.yaml:3: run.seed must be a single value, not a list.");
        assertThatThrownBy(() -> run.integer("big"))
                .hasMessage("trackside.yaml:4: run.big must be a whole number from -2147483648 to 2147483647, but is"
                        + " '99999999999'.");
        assertThatThrownBy(() -> run.section("epochs"))
                .hasMessageStartingWith("trackside.yaml:2: run.epochs is a single");
        assertThat(run.fault("seed", "no")).hasMessage("trackside.yaml:3: no");
        assertThat(run.fault("absent", "no")).hasMessage("trackside.yaml:2: no");
    }

    @Test
    void anEmptyFileIsAConfigurationWithoutKeys() {
        assertThat(config("").root().keys()).isEmpty();
        assertThat(config("# nothing\n---\n").root().keys()).isEmpty();
        assertThat(ConfigFile.empty().root().section("run").integer("epochs")).isEmpty();
    }

    @Test
    void whatIsNoConfigurationIsSaidInOneSentence() {
        assertThatThrownBy(() -> config("run:\n  epochs: 1\n  epochs: 2\n"))
                .hasMessage("trackside.yaml:3: 'epochs' is given twice, first at trackside.yaml:2; keep one.");
        assertThatThrownBy(() -> config("run:\n\tepochs: 1\n"))
                .hasMessage("trackside.yaml:2: there is a tab where YAML allows spaces only; replace it by spaces.");
        assertThatThrownBy(() -> config("- a\n- b\n"))
                .hasMessageStartingWith("trackside.yaml:1: the file holds a list, but sections are expected");
        assertThatThrownBy(() -> config("run: {epochs: 1\nplugins: {}\n"))
                .hasMessageStartingWith("trackside.yaml:")
                .hasMessageContaining("not readable YAML")
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> config("a: 1\n---\nb: 2\n"))
                .hasMessage(
                        "trackside.yaml:2: a second document begins here, but the file must be one; remove the line '---'.");
        assertThatThrownBy(() -> config("? [a, b]\n: 1\n")).hasMessage("trackside.yaml:1: a key must be a plain name.");
    }

    @Test
    void aliasesAndMergesWorkWithinLimits() {
        YamlSection root =
                config("a: &x { p: 1, q: 2 }\nb: { <<: *x, q: 3 }\nc: *x\n").root();
        assertThat(root.section("b").integer("p")).contains(1);
        assertThat(root.section("b").integer("q")).contains(3);
        assertThat(root.section("c").integer("q")).contains(2);

        assertThatThrownBy(() -> config("a: &x\n  b: *x\n"))
                .hasMessageContaining("an alias refers to what it stands in");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 8; level++) {
            String alias = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(level, level, String.join(", ", List.of(alias, alias, alias, alias, alias))));
        }
        assertThatThrownBy(() -> config(bomb.toString())).hasMessageContaining("too large or too deep");
    }

    @Test
    void variablesAreReplacedWhenAskedForAndMasked() {
        ConfigFile config = config("""
                run: { epochs: "${env:EPOCHS}" }
                notify: { webhook: "${env:HOOK}/x", literal: "$${env:HOOK}", missing: "${env:HOOKS}", bad: "${HOOK}" }
                """);
        YamlSection notify = config.root().section("notify");

        assertThat(config.root().section("run").integer("epochs")).contains(7);
        assertThat(notify.text("webhook")).contains("https://x/$1/x");
        assertThat(notify.text("literal")).contains("${env:HOOK}");
        assertThatThrownBy(() -> notify.text("missing"))
                .hasMessage(
                        "trackside.yaml:2: the environment variable HOOKS is not set; set it, or change the value; did you mean"
                                + " HOOK?");
        assertThatThrownBy(() -> notify.text("bad"))
                .hasMessageStartingWith("trackside.yaml:2: '${HOOK}' is not understood");
        assertThatThrownBy(() -> notify.integer("webhook"))
                .hasMessage("trackside.yaml:2: notify.webhook must be a whole number, but is '***'.");
        assertThat(config.parameters())
                .containsEntry("notify.webhook", "***")
                .containsEntry("notify.literal", "${env:HOOK}")
                .containsEntry("run.epochs", "***");
    }

    @Test
    void pathsAreRelativeToTheFolderOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "data: { train: x.csv, all: [x, /y] }\n");
        ConfigFile config = ConfigFile.read(file).with(Overrides.none().set("data.test=t.csv"));

        YamlSection data = config.root().section("data");
        assertThat(data.file("train")).contains(folder.resolve("x.csv"));
        assertThat(data.files("all")).containsExactly(folder.resolve("x"), Path.of("/y"));
        assertThat(data.file("test")).contains(Path.of("t.csv"));
        assertThat(config.path()).contains(file);
    }

    @Test
    void aMissingFileIsNamedWithTheNearestOne() throws IOException {
        Files.writeString(folder.resolve("digits.yaml"), "");
        Path wrong = folder.resolve("digit.yaml");

        assertThatThrownBy(() -> ConfigFile.read(wrong))
                .hasMessage(wrong + ": there is no such file; did you mean '" + folder.resolve("digits.yaml") + "'?");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("no/where.yaml")))
                .hasMessageEndingWith("there is no such file, nor its folder.");
        assertThatThrownBy(() -> ConfigFile.read(folder)).hasMessageContaining("this is a folder, not a file");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path latin = Files.write(folder.resolve("l.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4, '\n'});
        assertThatThrownBy(() -> ConfigFile.read(latin)).hasMessageContaining("not text in UTF-8");

        Path marked = Files.writeString(folder.resolve("bom.yaml"), "\uFEFFrun: {epochs: 1}\n");
        assertThat(ConfigFile.read(marked).root().section("run").integer("epochs"))
                .contains(1);
    }

    @Test
    void keysNobodyAskedForAreReportedWithLineAndNearest() {
        ConfigFile config = config("run:\n  epochs: 1\n  sede: 2\nengin: mlp\nplugins: {}\n");
        config.root().text("engine");
        config.root().section("plugins");
        YamlSection run = config.root().section("run");
        run.integer("epochs");
        run.integer("seed");

        assertThat(config.unknownKeys())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "trackside.yaml:3: unknown key 'sede' in 'run'; did you mean 'seed'?",
                        "trackside.yaml:4: unknown key 'engin'; did you mean 'engine'?");
    }

    @Test
    void overridesWinOverTheFileAndAreOfAllSections() {
        ConfigFile config = config("run: { epochs: 1, name: a }\nmodel: { layers: [1] }\n")
                .with(Overrides.none()
                        .set("run.epochs=3")
                        .set("model.layers=[4, 5]")
                        .set("optimizer.lr=0.5")
                        .set("engine=mlp")
                        .with("run.name", "b, c"));
        YamlSection root = config.root();

        assertThat(root.section("run").integer("epochs")).contains(3);
        assertThat(root.section("run").texts("name")).containsExactly("b, c");
        assertThat(root.section("model").integers("layers")).containsExactly(4, 5);
        assertThat(root.has("optimizer")).isTrue();
        assertThat(root.section("optimizer").number("lr")).contains(0.5);
        assertThat(root.text("engine")).contains("mlp");
        assertThat(root.keys()).containsExactly("run", "model", "optimizer", "engine");
        assertThat(config.unknownKeys()).isEmpty();
        assertThat(config.parameters())
                .containsEntry("run.epochs", "3")
                .containsEntry("model.layers", "[4, 5]")
                .containsEntry("optimizer.lr", "0.5");
    }

    @Test
    void aBadOverrideNamesItself() {
        YamlSection run = config("run: { epochs: 1 }")
                .with(Overrides.none().set("run.epochs=x"))
                .root()
                .section("run");
        assertThatThrownBy(() -> run.integer("epochs"))
                .hasMessage("--set run.epochs: run.epochs must be a whole number, but is 'x'.");
        assertThatThrownBy(() -> Overrides.none().set("epochs")).hasMessageContaining("write it as key=value");
        assertThatThrownBy(() -> Overrides.none().set("=3")).hasMessageContaining("write it as key=value");
        assertThatThrownBy(() -> Overrides.none().with("a.", 1)).hasMessageContaining("the key must be the id");
    }

    @Test
    void overridesNobodyAskedForAreReported() {
        ConfigFile config = config("run: { epochs: 1 }").with(Overrides.none().set("run.epoch=3"));
        config.root().section("run").integer("epochs");

        assertThat(config.unknownKeys())
                .extracting(Throwable::getMessage)
                .containsExactly("--set run.epoch: nothing is configured by 'run.epoch'; did you mean 'run.epochs'?");
    }

    @Test
    void theShortFormOfAPluginOptionIsNotTakenForASectionOfTheFile() {
        ConfigFile config = config("data: { train: x }\nplugins: { log: {} }\n")
                .with(Overrides.none().set("data.train=y").set("log.every=5").set("plugins.data.depth=2"));
        YamlSection plugins = config.root().section("plugins");

        assertThat(plugins.section("log").integer("every")).contains(5);
        assertThat(plugins.section("data").integer("depth")).contains(2);
        assertThat(plugins.section("data").text("train")).isEmpty();
        assertThat(config.root().section("data").text("train")).contains("y");
        assertThat(config.overriddenIds()).containsExactly("log", "data");
        assertThat(config.parameters())
                .isEqualTo(Map.of("data.train", "y", "plugins.log.every", "5", "plugins.data.depth", "2"));
    }

    private static ConfigFile config(String yaml) {
        return ConfigFile.of("trackside.yaml", yaml, ENVIRONMENT);
    }
}
