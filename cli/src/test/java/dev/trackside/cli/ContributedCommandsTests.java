package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContributedCommandsTests {

    @Nested
    class AGoodOne {

        @Test
        void isListedWithItsSummary() {
            assertThat(CliRunner.run("--help").out()).containsPattern("echo +Does echo\\.");
        }

        @Test
        void hasHelpWithItsOptionsAndArguments() {
            assertThat(CliRunner.run("echo", "--help").out())
                    .contains("--with=ID.OPTION=VALUE", "With this", "--loud", "TEXT...")
                    .doesNotContain("Examples:");
        }

        @Test
        void helpSaysWhatArgumentsAreAndWhichOptionsMayBeGivenAgain() {
            assertThat(CliRunner.run("says", "--help").out())
                    .contains("[--times=N]", "[--with=ID.OPTION=VALUE]...", "TEXT...")
                    .doesNotContain("[--times=N]...")
                    .containsPattern("TEXT\\.\\.\\. +What is said\\.")
                    .contains("Examples:\n  trackside says hello --times 3\n");
        }

        @Test
        void helpKeepsNamesWhole() {
            assertThat(CliRunner.run("says", "--help").out().lines())
                    .anyMatch(line -> line.contains("with-a-name-that-is-long.and-its-option=VALUE"));
        }

        @Test
        void getsAllValuesOfAnOptionThatIsMeantToBeGivenOnce() {
            assertThat(CliRunner.run("says", "--times", "3", "--times=5", "--with", "a", "--with=b")
                            .out())
                    .isEqualTo("[] with [a, b] times [3, 5]\n");
            assertThat(CliRunner.run("says").out()).isEqualTo("[] with [] times []\n");
        }

        @Test
        void getsOptionsAndArgumentsAndGivesTheExitCode() {
            CliRunner run = CliRunner.run("echo", "a", "--with", "x.y=1", "b", "--with=x.z=2", "--loud", "c");

            assertThat(run.out()).isEqualTo("[a, b, c] with [x.y=1, x.z=2] loud [true]\n");
            assertThat(run.code()).isEqualTo(3);
        }

        @Test
        void getsEmptyListsForWhatWasNotGiven() {
            assertThat(CliRunner.run("echo").out()).isEqualTo("[] with [] loud []\n");
        }

        @Test
        void mayStartARunOfTheConfigurationThatApplies() {
            System.setProperty("trackside.config", "src/test/resources/steps.yaml");
            try {
                CliRunner run = CliRunner.run("trains");

                assertThat(run.errors()).isEmpty();
                assertThat(run.out()).endsWith("steps COMPLETED 3\n");
            } finally {
                System.clearProperty("trackside.config");
            }
        }

        @Test
        void mayStartARunOfSettings(@TempDir Path runs) {
            CliRunner run = CliRunner.run("sets", "run.epochs=2", "run.name=two", "run.dir=" + runs);

            assertThat(run.errors()).isEmpty();
            assertThat(run.out()).endsWith("2 epochs\n");
        }

        @Test
        void isToldWhichSettingIsWrong() {
            assertThat(CliRunner.run("sets", "run.epoch=2").errors()).contains("--set run.epoch", "epochs");
        }

        @Test
        void thatIsCalledInAWrongWayEndsWithTheCodeForThat() {
            CliRunner run = CliRunner.run("group", "wrong");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).isEqualTo("error: Call it otherwise.\n");
        }

        @Test
        void mayReadAFileThatItIsGiven() {
            assertThat(CliRunner.run("reads", "src/test/resources/steps.yaml").out())
                    .isEqualTo("steps\n");
        }

        @Test
        void isToldInASentenceThatThereIsNoSuchFile() {
            assertThat(CliRunner.run("reads", "src/test/resources/step.yaml").errors())
                    .isEqualTo("error: src/test/resources/step.yaml: there is no such file; did you mean"
                            + " 'src/test/resources/steps.yaml'?\n");
        }

        @Test
        void thatFailsIsSaidInASentence() {
            CliRunner run = CliRunner.run("fails");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.errors()).isEqualTo("error: There is no file runs/gone.\n");
        }
    }

    @Nested
    class AGroup {

        @Test
        void listsWhatIsBelowItInItsHelp() {
            assertThat(CliRunner.run("group", "--help").out())
                    .contains("trackside group", "COMMAND", "Commands:")
                    .containsPattern("echo +Does echo\\.")
                    .containsPattern("wrong +Does wrong\\.");
        }

        @Test
        void passesACallOnToWhatIsBelowIt() {
            CliRunner run = CliRunner.run("group", "echo", "a", "--loud");

            assertThat(run.out()).isEqualTo("[a] with [] loud [true]\n");
            assertThat(run.code()).isEqualTo(1);
        }

        @Test
        void givesHelpForWhatIsBelowIt() {
            assertThat(CliRunner.run("group", "echo", "--help").out()).contains("trackside group echo", "TEXT...");
        }

        @Test
        void calledAloneSaysWhatThereIs() {
            CliRunner run = CliRunner.run("group");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("Which command? There is echo, wrong.");
        }
    }

    @Nested
    class ABadOne {

        private final CliRunner run = CliRunner.run("--help");

        @Test
        void doesNotHideTheOthers() {
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("echo", "trains").doesNotContain("speechless", "never");
        }

        @Test
        void isNamedIfItIsNotThere() {
            assertThat(run.err()).contains("dev.trackside.cli.NoSuchCommand");
        }

        @Test
        void isNamedIfItCannotBeCreated() {
            assertThat(run.err()).contains("TestCommands$NotConstructible", "not today");
        }

        @Test
        void isNamedIfItCannotDescribeItself() {
            assertThat(run.err()).contains("TestCommands$Speechless", "no words");
        }

        @Test
        void isNamedIfWhatIsBelowItCannotBeCalled() {
            assertThat(run.err()).contains("TestCommands$BadGroup", "'Spoken Word' is no name of a command");
        }

        @Test
        void cannotTakeTheNameOfAnother() {
            assertThat(run.err()).contains("TestCommands$Train", "there is another command 'train'");
            assertThat(CliRunner.run("train").code()).isEqualTo(2);
        }
    }
}
