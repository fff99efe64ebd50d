package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTests {

    @Nested
    class Help {

        @Test
        void listsTheCommandsTheExitCodesAndExamples() {
            CliRunner run = CliRunner.run("--help");

            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("train", "plugins", "engines")
                    .contains("Exit codes:", "interrupted (Ctrl-C)")
                    .contains("trackside train digits.yaml --resume last");
        }

        @ParameterizedTest(name = "{0} --help")
        @ValueSource(strings = {"train", "plugins", "engines", "echo"})
        void isThereForEachCommand(String command) {
            CliRunner run = CliRunner.run(command, "--help");

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("Usage: trackside " + command);
        }

        @Test
        void hasTheVersion() {
            CliRunner run = CliRunner.run("--version");

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("trackside ").contains("Java " + System.getProperty("java.version"));
        }
    }

    @Nested
    class WrongUse {

        @Test
        void ofNoCommandIsSaid() {
            CliRunner run = CliRunner.run();

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .startsWith("error: Which command? There is ")
                    .contains("train", "trackside --help");
        }

        @Test
        void ofAnUnknownCommandNamesTheNearest() {
            CliRunner run = CliRunner.run("tran");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("'tran'", "Did you mean train");
        }

        @Test
        void ofAnUnknownOptionIsSaid() {
            CliRunner run = CliRunner.run("train", "file.yaml", "--epoch", "3");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("--epoch").doesNotContain("\tat ");
        }

        @Test
        void ofAMissingFileArgumentIsSaid() {
            CliRunner run = CliRunner.run("train");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("FILE").contains("trackside train --help");
        }

        @Test
        void hasAStackForThoseWhoAskForIt() {
            assertThat(CliRunner.run("train", "--debug").errors()).contains("\tat ");
        }
    }

    @Test
    void enginesAreListedWithTheirJar() {
        CliRunner run = CliRunner.run("engines");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines().toList().get(0)).startsWith("ENGINE");
        assertThat(run.out()).containsPattern("steps +Counts steps +\\S+test-classes");
    }
}
