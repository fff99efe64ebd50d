package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTests {

    private static final String GOOD = """
            run: { name: steps, epochs: 3, dir: runs }
            engine: steps
            data: { batches: 4 }
            """;

    @TempDir
    Path folder;

    @Nested
    class Completes {

        @Test
        void withCodeZeroAndALineThatSaysSo() throws IOException {
            CliRunner run = train(GOOD);

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("completed after 3 epochs, 12 steps in ")
                    .contains("val_loss = 0.5000");
        }

        @Test
        void asManyEpochsAsTheCommandLineSays() throws IOException {
            assertThat(train(GOOD, "--epochs", "1").out()).contains("completed after 1 epoch, 4 steps in ");
        }

        @Test
        void withWhatSetSays() throws IOException {
            assertThat(train(GOOD, "--set", "data.batches=2", "--set", "run.epochs=2")
                            .out())
                    .contains("completed after 2 epochs, 4 steps in ");
        }

        @Test
        void underTheNameOfTheFileIfItGivesNone() throws IOException {
            CliRunner run = train(GOOD.replace("name: steps, ", "name: , "));

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
        }
    }

    @Nested
    class IsStopped {

        private static final String GOAL = GOOD + "plugins: { goal: { loss: 0.5 } }\n";

        @Test
        void withCodeZeroAndTheReasonAndTheDecision() throws IOException {
            CliRunner run = train(GOAL);

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("stopped after 2 epochs, 8 steps in ")
                    .contains("loss has reached 0.5")
                    .contains("decisions: epoch 2: goal, stop: loss has reached 0.5");
        }

        @Test
        void notByWhatSetChanges() throws IOException {
            assertThat(train(GOAL, "--set", "goal.loss=0.1").out()).contains("completed after 3 epochs");
        }
    }

    @Nested
    class Resumes {

        private static final String SAVING = GOOD + "plugins: { saver: {} }\n";

        @Test
        void fromTheLastRunAsItsReportSays() throws IOException {
            String first = train(SAVING).out();
            CliRunner run = train(SAVING, "--resume", "last", "--epochs", "5");

            assertThat(first)
                    .containsPattern("resume:    trackside train \\S+steps\\.yaml --resume \\S+ --epochs MORE");
            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("completed after 5 epochs, 20 steps in ");
            assertThat(runFolders()).hasSize(1);
        }

        @Test
        void withWhatWasSetBefore() throws IOException {
            assertThat(train(SAVING, "--set", "run.name=two words", "--set", "data.batches=4", "--require", "saver")
                            .out())
                    .containsPattern(
                            "steps\\.yaml --set 'run.name=two words' --set data.batches=4 --require saver --resume \\S+");
        }

        @Test
        void fromTheFolderOfARunOrAFile() throws IOException {
            train(SAVING);
            Path only = runFolders().get(0);
            Path second = only.resolve("checkpoints/epoch-2.ckpt");

            assertThat(train(SAVING, "--resume", second.toString()).out())
                    .contains("completed after 3 epochs, 12 steps");
            assertThat(train(SAVING, "--resume", only.toString(), "--epochs", "4")
                            .out())
                    .contains("completed after 4 epochs, 16 steps");
        }

        private List<Path> runFolders() throws IOException {
            try (Stream<Path> folders = Files.list(folder.resolve("runs"))) {
                return folders.toList();
            }
        }
    }

    @Nested
    class DoesNotBegin {

        @Test
        void withoutWhatIsRequired() throws IOException {
            CliRunner run = train(GOOD, "--require", "goal");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .contains("the plugin 'goal' is mandatory", "add 'goal: {}' to 'plugins:'")
                    .hasLineCount(1);
            assertThat(folder.resolve("runs")).doesNotExist();
            assertThat(train(GOOD + "plugins: { goal: {} }\n", "--require", "goal")
                            .code())
                    .isZero();
        }

        @Test
        void withoutTheFoldersOfPluginsThatWereTyped() throws IOException {
            Path jar = Files.writeString(folder.resolve("a.jar"), "");

            assertThat(train(GOOD, "--plugins", "nowhere").errors())
                    .isEqualTo("error: --plugins nowhere: there is no such folder.\n");
            assertThat(train(GOOD, "--plugins", jar.toString()).errors())
                    .endsWith("a.jar: that is a file. Name the folder that it is in.\n");
            assertThat(train(GOOD, "--plugins", "nowhere").code()).isEqualTo(2);
        }

        @Test
        void whereItsFolderCannotBeCreated() throws IOException {
            Files.writeString(folder.resolve("runs"), "a file");

            CliRunner run = train(GOOD);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .startsWith("error: The folder of the run, ")
                    .contains("cannot be created: ", "Name another place with run.dir.")
                    .hasLineCount(1);
        }

        @Test
        void withAFaultyJarIfItIsStrict() throws IOException {
            Path plugins = Files.createDirectory(folder.resolve("plugins"));
            Files.writeString(plugins.resolve("broken.jar"), "no jar");
            Files.writeString(plugins.resolve("other.jar"), "");

            CliRunner run = train(GOOD, "--strict");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .startsWith("error: loading.mode is strict: not loaded: "));
            assertThat(run.errors()).contains("broken.jar", "other.jar");
            assertThat(train(GOOD).code()).as("else it is left out").isZero();
        }

        @Test
        void withoutTheLockFileThatItsTrustRestsOn() throws IOException {
            CliRunner run = train(GOOD + "loading: { trust: listed }\n");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("trackside plugins lock").hasLineCount(1);
        }
    }

    @Nested
    class IsWrongUse {

        @Test
        void ifThereAreToBeNoEpochs() throws IOException {
            CliRunner run = train(GOOD, "--epochs", "0");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).isEqualTo("error: --epochs must be at least 1, but is 0.\n");
        }

        @Test
        void ofAFileThatIsNotThere() {
            Path file = folder.resolve("lost.yaml");
            CliRunner run = CliRunner.run("train", file.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).startsWith("error: " + file).hasLineCount(1);
        }

        @Test
        void ofAnUnknownEngineNamedWithLineAndNearest() throws IOException {
            CliRunner run = train(GOOD.replace("engine: steps", "engine: step"));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .isEqualTo("error: %s:2: there is no engine 'step'; did you mean 'steps'?\n".formatted(file()));
        }

        @Test
        void ofNoEngine() throws IOException {
            CliRunner run = train(GOOD.replace("engine: steps", ""));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .contains("there is no engine; say what trains, e.g. 'engine: steps'")
                    .hasLineCount(1);
        }

        @Test
        void ofAnUnknownKeyNamedWithLineAndNearest() throws IOException {
            CliRunner run = train(GOOD.replace("batches", "batchs"));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .startsWith("error: %s:3: ".formatted(file()))
                    .contains("did you mean 'batches'?");
        }

        @Test
        void ofAValueThatTheEngineRefuses() throws IOException {
            CliRunner run = train(GOOD.replace("4", "0"));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .isEqualTo("error: %s:3: data.batches must be positive, but is 0\n".formatted(file()));
        }

        @Test
        void ofASettingThatIsNone() throws IOException {
            CliRunner run = train(GOOD, "--set", "patience");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("--set patience").hasLineCount(1);
        }

        @Test
        void ofEpochsThatAreNone() throws IOException {
            assertThat(train(GOOD, "--epochs", "0").code()).isEqualTo(2);
            assertThat(train(GOOD, "--epochs", "many").code()).isEqualTo(2);
        }

        @Test
        void ofNothingToResume() throws IOException {
            CliRunner run = train(GOOD, "--resume", "last");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).contains("no run of the name 'steps'").hasLineCount(1);
        }

        @Test
        void ofAPluginThatIsNotThere() throws IOException {
            CliRunner run = train(GOOD + "plugins: { early-stoping: { patience: 5 } }\n");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors())
                    .startsWith("error: %s:4: ".formatted(file()))
                    .contains("'early-stoping'");
        }
    }

    @Nested
    class Fails {

        private static final String FAILING = GOOD.replace("batches: 4", "batches: 4, then: fail");

        @Test
        void withCodeOneAndASentence() throws IOException {
            CliRunner run = train(FAILING);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.errors()).contains("the loss is not a number").doesNotContain("\tat ");
            assertThat(run.out()).contains("failed after 0 epochs");
        }

        @Test
        void withoutTellingWhatTheFileTakesFromTheEnvironment() throws IOException {
            String secret = System.getenv("PATH"); // every process has it

            CliRunner run = train(GOOD.replace("batches: 4", "batches: 4, then: \"tell ${env:PATH}\""), "--debug");

            assertThat(run.errors()).contains("no answer from ***", "\tat ").doesNotContain(secret);
            assertThat(run.out()).doesNotContain(secret);
        }

        @Test
        void withTheStackForThoseWhoAskForIt() throws IOException {
            assertThat(train(FAILING, "--debug").errors())
                    .contains("java.lang.ArithmeticException", "\tat ", "StepsEngineProvider");
        }
    }

    private CliRunner train(String yaml, String... options) throws IOException {
        Files.writeString(file(), yaml);
        String[] args = new String[options.length + 2];
        args[0] = "train";
        args[1] = file().toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return CliRunner.run(args);
    }

    private Path file() {
        return folder.resolve("steps.yaml");
    }
}
