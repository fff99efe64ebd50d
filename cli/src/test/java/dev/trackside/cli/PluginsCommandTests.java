package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsCommandTests {

    @TempDir
    Path folder;

    /** Runs a command for a configuration. */
    private CliRunner plugins(String yaml, String... command) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), yaml);
        List<String> all = new ArrayList<>(List.of("plugins"));
        all.addAll(List.of(command));
        all.add("--config");
        all.add(file.toString());
        return CliRunner.run(all.toArray(String[]::new));
    }

    private static Map<String, Object> json(CliRunner run) throws IOException {
        return JSON.std.mapFrom(run.out());
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private Path brokenJar() throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("notes.txt"), "notes");
        return Files.writeString(plugins.resolve("broken.jar"), "no jar");
    }

    @Nested
    class Listing {

        @Test
        void saysWhyAPluginIsAttachedOrNot() throws IOException {
            CliRunner run = plugins("plugins:\n  saver: {}\n", "list");

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .containsPattern("PLUGIN +VERSION +FROM +PHASE +ATTACHED +WHY")
                    .containsPattern("saver +class path +persist +yes +configured at .*t\\.yaml:2")
                    .containsPattern("goal +class path +decide +no +joins only when configured: add 'goal: \\{\\}'");
        }

        @Test
        void isOfTheFileThatIsGivenInEitherWay() throws IOException {
            Path file = Files.writeString(folder.resolve("t.yaml"), "plugins: { goal: false }");

            assertThat(CliRunner.run("plugins", "list", file.toString()).out())
                    .isEqualTo(CliRunner.run("plugins", "list", "--config", file.toString())
                            .out())
                    .contains("switched off at");
            CliRunner both = CliRunner.run("plugins", "list", file.toString(), "--config", file.toString());
            assertThat(both.code()).isEqualTo(2);
            assertThat(both.errors()).contains("given twice");
        }

        @Test
        void heedsWhatTheCommandLineSets() throws IOException {
            assertThat(plugins("", "list", "--set", "goal.loss=0.2").out())
                    .containsPattern("goal +class path +decide +yes +configured by --set goal.loss");
        }

        @Test
        void looksIntoThePluginsFolderBesideTheFile() throws IOException {
            brokenJar();

            CliRunner run = plugins("", "list");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("goal").containsPattern("\\? +broken\\.jar +refused +\\S+");
            assertThat(run.err()).contains("warning: broken.jar: ");
        }

        @Test
        void saysWhatIsWrongInTheFileAndListsTheOthers() throws IOException {
            CliRunner run = plugins("plugins:\n  gaol: {}\n  saver: { kep: 3 }\n", "list");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).containsPattern("saver .* yes +configured");
            assertThat(run.errors())
                    .contains("t.yaml:2: there is no plugin 'gaol'; did you mean 'goal'?")
                    .contains("t.yaml:3: plugin 'saver' has no option 'kep'");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            brokenJar();

            CliRunner run = plugins("plugins: { goal: {} }", "list", "--json");
            Map<String, Object> document = json(run);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.errors()).isEmpty();
            assertThat(document)
                    .containsEntry("schema-version", 1)
                    .containsEntry("kind", "plugins-list")
                    .containsKeys("config", "folders", "plugins", "refusals", "notices", "faults", "files");
            assertThat(maps(document.get("plugins")))
                    .extracting(one -> one.get("id"), one -> one.get("status"))
                    .containsExactly(tuple("goal", "attached"), tuple("saver", "not-attached"), tuple("?", "refused"));
            Map<?, ?> broken = maps(document.get("files")).stream()
                    .filter(file -> "broken.jar".equals(file.get("source")))
                    .findFirst()
                    .orElseThrow();
            assertThat(broken.get("outcome")).isEqualTo("refused");
            assertThat(maps(broken.get("rules")))
                    .extracting(step -> step.get("rule"), step -> step.get("passed"))
                    .containsExactly(tuple("name", true), tuple("readable", true), tuple("sound", false));
            assertThat(maps(document.get("files")))
                    .filteredOn(file -> "notes.txt".equals(file.get("source")))
                    .singleElement()
                    .satisfies(file -> assertThat(file.get("outcome")).isEqualTo("skipped"));
        }
    }

    @Nested
    class Describing {

        @Test
        void saysOptionsHandlersOrderAndState() {
            CliRunner run = CliRunner.run("plugins", "describe", "goal");

            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .startsWith("goal: Stops when the loss is low enough.")
                    .contains("dev.trackside.cli.Goal", "when configured", "after     smoothing", "epochs (int)")
                    .contains("loss (double, default 0.6, at least 0)", "The loss to reach.")
                    .contains("@OnEpochEnd check(double) (from = 2; metrics loss; takes Weights?)");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            Map<String, Object> plugin = json(CliRunner.run("plugins", "describe", "goal", "--json"));

            assertThat(plugin)
                    .containsEntry("schema-version", 1)
                    .containsEntry("phase", "decide")
                    .containsEntry("attach", "when-configured")
                    .containsKeys("options", "handlers", "state");
        }

        @Test
        void ofAnUnknownOneNamesTheNearest() {
            CliRunner run = CliRunner.run("plugins", "describe", "gaol");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).isEqualTo("error: There is no plugin 'gaol'; did you mean 'goal'?\n");
        }
    }

    @Nested
    class AskingWhy {

        @Test
        void aPluginJoinsGivesTheRuleItsPlaceAndTheSourceOfEachOption() throws IOException {
            CliRunner run = plugins("plugins:\n  goal: { loss: 0.25 }\n  saver: {}\n", "why", "goal");

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("goal joins the run: configured at")
                    .contains("t.yaml:2")
                    .contains("place    1 of 2: phase decide, then by id")
                    .containsPattern("options +loss = 0\\.25 \\(.*t\\.yaml:2\\)")
                    .containsPattern("class path .*: used")
                    .containsPattern("fits +yes +goal");
        }

        @Test
        void aValueHoldsNamesTheStrongerSource() throws IOException {
            assertThat(plugins("plugins: { goal: { loss: 0.25 } }", "why", "goal", "--set", "goal.loss=0.5")
                            .out())
                    .contains("loss = 0.5 (--set goal.loss)");
            assertThat(plugins("plugins: { goal: {} }", "why", "goal").out()).contains("loss = 0.6 (default)");
        }

        @Test
        void keepsSecrets() throws IOException {
            String name = System.getenv().keySet().stream()
                    .filter(key -> key.matches("[A-Za-z_][A-Za-z0-9_]*")
                            && System.getenv(key).length() > 6)
                    .findFirst()
                    .orElseThrow();

            CliRunner run = plugins("plugins:\n  goal: { loss: '${env:" + name + "}' }\n", "why", "goal", "--json");

            assertThat(run.out()).contains("***").doesNotContain(System.getenv(name));
            for (String command : List.of("list", "order", "doctor", "why", "describe")) {
                List<String> words = new ArrayList<>(List.of(command));
                if (command.equals("why") || command.equals("describe")) {
                    words.add("goal");
                }
                for (String last : List.of("--debug", "--json")) {
                    words.add(last);
                    CliRunner other = plugins(
                            "plugins:\n  goal: { loss: '${env:" + name + "}' }\n", words.toArray(String[]::new));
                    assertThat(other.out() + other.err()).as("%s", words).doesNotContain(System.getenv(name));
                    words.remove(last);
                }
            }
        }

        @Test
        void aPluginStaysOutGivesTheReason() throws IOException {
            CliRunner run = plugins("plugins: { goal: false }", "why", "goal");

            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("goal does not join: switched off at");
        }

        @Test
        void anotherInstanceOfAPluginJoinsFindsIt() throws IOException {
            CliRunner run = plugins("plugins: { low: { use: goal, loss: 0.1 } }", "why", "low");

            assertThat(run.out()).contains("low joins the run", "plugin goal", "loss = 0.1");
            assertThat(plugins("plugins: { low: { use: goal, loss: 0.1 } }", "why", "goal")
                            .out())
                    .contains("low joins the run", "goal does not join");
        }

        @Test
        void ofAFileListsTheRules() throws IOException {
            Path jar = brokenJar();

            for (String asked : List.of("broken.jar", jar.toString())) {
                CliRunner run = plugins("", "why", asked);

                assertThat(run.code()).isEqualTo(1);
                assertThat(run.out())
                        .contains("refused: broken.jar: ", "broken.jar (" + jar + "): refused")
                        .containsPattern("sound +no +broken\\.jar: ");
            }
            CliRunner skipped = plugins("", "why", "notes.txt");
            assertThat(skipped.code()).isZero();
            assertThat(skipped.out()).contains("notes.txt: skipped").containsPattern("name +no +not a jar");
        }

        @Test
        void ofAnUnknownOneNamesTheNearest() throws IOException {
            brokenJar();

            CliRunner id = plugins("", "why", "gaol");
            assertThat(id.code()).isEqualTo(2);
            assertThat(id.errors()).isEqualTo("error: There is no plugin 'gaol'; did you mean 'goal'?\n");
            CliRunner jar = plugins("", "why", "brokn.jar");
            assertThat(jar.code()).isEqualTo(2);
            assertThat(jar.errors()).contains("There is no file 'brokn.jar'", "did you mean 'broken.jar'?", "plugins");
        }

        @Test
        void ofAnUnknownOneIsJsonToo() throws IOException {
            CliRunner run = plugins("", "why", "gaol", "--json");

            assertThat(run.code()).isEqualTo(2);
            assertThat(json(run)).containsEntry("known", false).containsEntry("nearest", List.of("goal"));
        }

        @Test
        void ofAMisspellingInTheFileGivesItsLine() throws IOException {
            CliRunner run = plugins("plugins:\n  gaol: {}\n", "why", "gaol");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("t.yaml:2: there is no plugin 'gaol'; did you mean 'goal'?");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            Map<String, Object> document = json(plugins("plugins: { goal: {} }", "why", "goal", "--json"));

            assertThat(document)
                    .containsEntry("schema-version", 1)
                    .containsEntry("kind", "plugins-why")
                    .containsEntry("joins", true);
            Map<?, ?> instance = maps(document.get("instances")).get(0);
            assertThat(instance.get("position")).isEqualTo(1);
            assertThat(maps(instance.get("options")).get(0).get("source")).isEqualTo("default");
        }
    }

    @Nested
    class Ordering {

        private static final String BOTH = """
                plugins:
                  goal: {}
                  low: { use: goal, before: goal }
                  saver: {}
                """;

        @Test
        void isOfEachEventWithTheReason() throws IOException {
            CliRunner run = plugins(BOTH, "order");

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out().lines())
                    .anyMatch(line ->
                            line.matches("1\\. +low +decide +phase decide, then low: before \\[goal], then by id"))
                    .anyMatch(line ->
                            line.matches("2\\. +goal +decide +phase decide, then low: before \\[goal], then by id"))
                    .anyMatch(line -> line.matches("3\\. +saver +persist +phase persist, then by id"))
                    .containsSequence("@OnEpochEnd")
                    .anyMatch(line -> line.matches(" +1\\. +low +decide +check\\(double\\) +from = 2"))
                    .anyMatch(line -> line.matches(" +3\\. +saver +persist +save\\(Checkpoints, Epoch\\)"));
            assertThat(run.out()).contains("note: 'goal' says after [smoothing], which is not in this run");
        }

        @ParameterizedTest(name = "--event {0}")
        @ValueSource(strings = {"OnEpochEnd", "@OnEpochEnd", "onepochend", "dev.trackside.OnEpochEnd"})
        void isOfOneEventIfOnlyThatIsAskedFor(String event) throws IOException {
            assertThat(plugins(BOTH, "order", "--event", event).out()).contains("@OnEpochEnd");
        }

        @Test
        void isEmptyForAnEventThatNobodyHandles() throws IOException {
            CliRunner run = plugins(BOTH, "order", "--event", "OnStep");

            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("No handler is called.");
        }

        @Test
        void ofAnUnknownEventNamesTheNearest() throws IOException {
            CliRunner run = plugins(BOTH, "order", "--event", "OnEpochEn");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("There is no event 'OnEpochEn'; did you mean 'OnEpochEnd'?");
        }

        @Test
        void thatGoesInACircleIsSaid() throws IOException {
            CliRunner run = plugins("plugins:\n  goal: { after: low }\n  low: { use: goal, after: goal }\n", "order");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("goes in a circle");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            Map<String, Object> document = json(plugins(BOTH, "order", "--json"));

            assertThat(document).containsEntry("kind", "plugins-order").containsEntry("schema-version", 1);
            assertThat(maps(document.get("plugins")))
                    .extracting(one -> (Object) one.get("id"))
                    .containsExactly("low", "goal", "saver");
            Map<?, ?> event = maps(document.get("events")).get(0);
            assertThat(event.get("event")).isEqualTo("OnEpochEnd");
            assertThat(maps(event.get("handlers")).get(0).get("filter")).isEqualTo("from = 2");
        }
    }

    @Nested
    class Doctoring {

        @Test
        void saysWhatIsWrongWithItsRemedyUntilThatIsDone() throws IOException {
            Path jar = brokenJar();

            CliRunner run = plugins("", "doctor");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out().lines())
                    .anyMatch(line -> line.startsWith("broken.jar: "))
                    .anyMatch(line -> line.startsWith("    remedy: "));
            Files.delete(jar);
            assertThat(plugins("", "doctor").out()).doesNotContain("broken.jar");
        }

        @Test
        void knowsWhatMustBeThereAndHowStrictARunIs() throws IOException {
            for (String command : List.of("doctor", "list")) {
                CliRunner missing = plugins("plugins: { goal: false }\nloading: { mandatory: [goal, gaol] }", command);
                assertThat(missing.code()).isPositive();
                assertThat(missing.out() + missing.err())
                        .contains(
                                "t.yaml:2: the plugin 'goal' is mandatory, and the run would be without it: switched off at")
                        .contains(
                                "the plugin 'gaol' is mandatory, and the run would be without it: no such plugin was found");

                Files.createDirectories(folder.resolve("plugins"));
                Files.writeString(folder.resolve("plugins/broken.jar"), "no jar");
                CliRunner strict = plugins("loading: { mode: strict }", command);
                assertThat(strict.out() + strict.err()).contains("loading.mode is strict: not loaded: broken.jar: ");
                Files.delete(folder.resolve("plugins/broken.jar"));
            }
        }

        @Test
        void findsWhatWouldKeepTheRunFromStarting() throws IOException {
            CliRunner run = plugins("plugins: { gaol: {} }", "doctor");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("t.yaml:1: there is no plugin 'gaol'");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            brokenJar();

            CliRunner run = plugins("", "doctor", "--json");
            Map<String, Object> document = json(run);

            assertThat(run.errors()).isEmpty();
            assertThat(document).containsEntry("kind", "plugins-doctor").containsEntry("schema-version", 1);
            assertThat(maps(document.get("complaints")))
                    .filteredOn(one -> "broken.jar".equals(one.get("source")))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.get("kind")).isEqualTo("refused");
                        assertThat(one.get("remedy").toString()).isNotBlank();
                    });
        }
    }

    @Test
    void enginesAreJsonForPrograms() throws IOException {
        Map<String, Object> document = json(CliRunner.run("engines", "--json"));

        assertThat(document).containsEntry("kind", "engines");
        assertThat(maps(document.get("engines"))).anyMatch(one -> "steps".equals(one.get("name")));
    }

    @Test
    void theSchemaIsJsonWithAndWithoutTheSwitch() throws IOException {
        assertThat(json(CliRunner.run("plugins", "schema", "--json")))
                .isEqualTo(json(CliRunner.run("plugins", "schema")))
                .containsKey("$schema");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"list", "order", "doctor", "schema"})
    void aFileThatIsNotThereIsWrongUse(String command) {
        CliRunner run = CliRunner.run("plugins", command, "--config", "no-such.yaml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("no-such.yaml: there is no such file");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aCommandIsNeeded() {
        CliRunner run = CliRunner.run("plugins");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("list, describe, why, order");
    }
}
