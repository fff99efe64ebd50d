package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSwitchesTests {

    @TempDir
    Path folder;

    @Nested
    class Switches {

        private final Properties properties = new Properties();

        @Test
        void areNotGivenAndThenPeopleRead() {
            LogSwitches.apply(List.of("train", "file.yaml"), properties);

            assertThat(properties).isEmpty();
        }

        @Test
        void leaveItToACommandOfAJarToSayWhatItHasToSay() {
            LogSwitches.apply(List.of("replay", "last"), properties);

            assertThat(properties).containsEntry("trackside.log-level", "warn");
        }

        @Test
        void doNotTakeTheValueOfASwitchForACommand() {
            LogSwitches.apply(List.of("--log-format", "text", "train", "file.yaml"), properties);

            assertThat(properties).isEmpty();
        }

        @Test
        void logAllOfACommandOfAJarAsJson() {
            LogSwitches.apply(List.of("replay", "--log-format=json"), properties);

            assertThat(properties).doesNotContainKey("trackside.log-level");
        }

        @Test
        void tellMoreOfACommandOfAJarIfAsked() {
            LogSwitches.apply(List.of("replay", "--verbose"), properties);

            assertThat(properties).containsEntry("trackside.log-level", "debug");
        }

        @Test
        void chooseJsonInEachWay() {
            assertThat(LogSwitches.format(List.of("train", "--log-format", "json"), properties))
                    .isEqualTo(LogSwitches.Format.JSON);
            assertThat(LogSwitches.format(List.of("--log-format=JSON", "train"), properties))
                    .isEqualTo(LogSwitches.Format.JSON);
            properties.setProperty("trackside.log", "json");
            assertThat(LogSwitches.format(List.of("train"), properties)).isEqualTo(LogSwitches.Format.JSON);
            assertThat(LogSwitches.format(List.of("--log-format", "text"), properties))
                    .isEqualTo(LogSwitches.Format.TEXT);
        }

        @Test
        void leaveAConfigurationThatSomebodyHasNamed() {
            properties.setProperty("log4j2.configurationFile", "mine.xml");

            LogSwitches.apply(List.of("--log-format=json"), properties);

            assertThat(properties).containsEntry("log4j2.configurationFile", "mine.xml");
            assertThat(LogSwitches.areForPrograms(properties)).isFalse();
        }

        @Test
        void setTheLevel() {
            LogSwitches.apply(List.of("train", "--verbose"), properties);

            assertThat(properties).containsEntry("trackside.log-level", "debug");
        }

        @Test
        void haveNoOtherFormat() {
            properties.setProperty("trackside.log", "xml");

            assertThatThrownBy(() -> LogSwitches.format(List.of(), properties))
                    .hasMessage("-Dtrackside.log must be text or json, but is 'xml'.");
            assertThat(CliRunner.run("engines", "--log-format", "xml").code()).isEqualTo(2);
        }
    }

    @Nested
    class ATraining {

        @Test
        void isLinesOfJsonAndNothingElse() throws Exception {
            Ended ended = train("{ goal: { loss: 0.1 } }", "--log-format", "json");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err()).isEmpty();
            List<Map<String, Object>> lines = ended.json();
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line).containsKeys("time", "level", "logger", "thread", "message"))
                    .anySatisfy(line -> assertThat(line.get("message").toString())
                            .startsWith("goal (DECIDE) from class path, configured at "))
                    .anySatisfy(
                            line -> assertThat(line.get("message").toString()).startsWith("completed after 2 epochs"))
                    .allSatisfy(line -> assertThat(line).containsEntry("level", "INFO"));
        }

        @Test
        void tellsRulesAndTimesIfAsked() throws Exception {
            Ended ended = train("{ goal: { loss: 0.1 } }", "--log-format", "json", "--verbose");

            assertThat(ended.json())
                    .filteredOn(line -> line.get("level").equals("DEBUG"))
                    .extracting(line -> line.get("message").toString())
                    .anyMatch(message -> message.startsWith("seen: class path: USED"))
                    .anyMatch(message -> message.matches("goal: its classes were loaded in [0-9.]+ ms.*"))
                    .anyMatch(message -> message.matches("goal: its handlers were bound in [0-9.]+ ms"));
        }

        @Test
        void keepsDetailsFromStandardOutputWhenPeopleRead() throws Exception {
            Ended ended = train("{ goal: { loss: 0.1 } }", "--verbose");

            assertThat(ended.out()).contains("goal (DECIDE)").doesNotContain("debug: ");
            assertThat(ended.err()).contains("debug: seen: class path: USED");
        }

        @Test
        void thatCannotStartTellsProgramsAndPeople() throws Exception {
            Ended ended = train("{ gaol: {} }", "--log-format=json");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("error: ", "there is no plugin 'gaol'")
                    .doesNotContain("{");
            assertThat(ended.json())
                    .filteredOn(line -> line.get("level").equals("ERROR"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("message").toString())
                            .contains("there is no plugin 'gaol'; did you mean 'goal'?"));
        }

        @Test
        void maySwitchByAProperty() throws Exception {
            assertThat(start(List.of("-Dtrackside.log=json"), "{}", List.of()).json())
                    .isNotEmpty();
            Ended wrong = start(List.of("-Dtrackside.log=xml"), "{}", List.of());
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("error: -Dtrackside.log must be text or json");
        }
    }

    private Ended train(String plugins, String... switches) throws Exception {
        return start(List.of(), plugins, List.of(switches));
    }

    private Ended start(List<String> ofJava, String plugins, List<String> switches) throws Exception {
        Path file = Files.writeString(folder.resolve("steps.yaml"), """
                run: { epochs: 2, dir: runs }
                engine: steps
                plugins: %s
                """.formatted(plugins));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(ofJava);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "train", file.toString()));
        command.addAll(switches);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int code = process.waitFor();
        // The tests have broken commands on their class path.
        String errors = Files.readString(err)
                .lines()
                .filter(line -> !line.startsWith("warning: "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
        return new Ended(code, Files.readString(out), errors);
    }

    private record Ended(int code, String out, String err) {

        List<Map<String, Object>> json() throws IOException {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.std.mapFrom(line));
            }
            return lines;
        }
    }
}
