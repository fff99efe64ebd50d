package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Run;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import dev.trackside.testkit.RecordingConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTests {

    @TempDir
    Path folder;

    private Path file;

    /** What the command is called with, parsed as {@code trackside} does. */
    private record Call(List<String> arguments, List<String> words, RecordingConsole console)
            implements CommandContext {

        @Override
        public List<String> option(String name) {
            String start = "--" + name;
            return words.stream()
                    .filter(word -> word.equals(start) || word.startsWith(start + "="))
                    .map(word -> word.equals(start) ? "true" : word.substring(start.length() + 1))
                    .toList();
        }

        @Override
        public Section configuration() {
            return ConfigFile.empty().root();
        }

        @Override
        public Section configuration(Path file) {
            return ConfigFile.read(file).root();
        }

        @Override
        public Run train(Engine engine, Section configuration) {
            throw new AssertionError("nothing is to be trained");
        }
    }

    private static List<String> run(String... words) throws Exception {
        RecordingConsole console = RecordingConsole.plain();
        List<String> arguments =
                Arrays.stream(words).filter(word -> !word.startsWith("--")).toList();
        int code = new ScheduleCommand().run(new Call(arguments, List.of(words), console));
        assertThat(code).isZero();
        return console.lines();
    }

    @BeforeEach
    void writeTheFile() throws Exception {
        file = Files.writeString(folder.resolve("run.yaml"), """
                run: { epochs: 4 }
                optimizer: { lr: 0.8 }
                plugins:
                  progress: false
                  lr-schedule: { type: step, step-size: 2, gamma: 0.5, before: [reduce-lr-on-plateau] }
                  other: { use: lr-schedule, type: sequential, milestones: [2], sequence: [constant, constant factor=0.25] }
                  odd: { use: lr-schedule, type: step, step-size: few }
                """);
    }

    @Test
    void isFoundAsAServiceAndDescribesItself() {
        assertThat(ServiceLoader.load(Command.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(ScheduleCommand.class::isInstance)
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.name()).isEqualTo("schedule");
                    assertThat(command.summary()).isNotBlank().doesNotEndWith(".");
                    assertThat(command.options())
                            .extracting(Command.Option::name)
                            .contains("csv", "json", "svg");
                });
    }

    @Test
    void printsATableOfTheFile() throws Exception {
        assertThat(run("plot", file.toString(), "--csv"))
                .containsExactly("epoch,lr", "1,0.8", "2,0.8", "3,0.4", "4,0.4");
    }

    @Test
    void printsTheScheduleOfAnotherKey() throws Exception {
        assertThat(run("plot", file.toString(), "--id=other", "--json"))
                .containsExactly("{\"by\":\"epoch\",\"lr\":[0.8,0.8,0.2,0.2]}");
    }

    @Test
    void takesWhatTheCommandLineSaysOverTheFile() throws Exception {
        assertThat(run(
                        "plot",
                        file.toString(),
                        "--set=gamma=0.1",
                        "--set=by=step",
                        "--epochs=2",
                        "--steps-per-epoch=2",
                        "--lr=1",
                        "--json"))
                .containsExactly("{\"by\":\"step\",\"lr\":[1.0,1.0,0.1,0.1]}");
    }

    @Test
    void needsNoFile() throws Exception {
        assertThat(run("plot", "--set=type=linear", "--epochs=4", "--lr=1", "--json"))
                .containsExactly("{\"by\":\"epoch\",\"lr\":[1.0,0.75,0.5,0.25]}");
    }

    @Test
    void drawsWithPlainCharacters() throws Exception {
        List<String> lines = run("plot", file.toString(), "--ascii");

        assertThat(lines).first().isEqualTo("Learning rate of 4 epochs");
        assertThat(lines).last().asString().matches(" +epoch 1 +epoch 4");
        assertThat(lines).allMatch(line -> line.length() <= 80 && line.chars().allMatch(c -> c < 128));
        assertThat(lines.get(1)).matches(" +0\\.8000 \\|\\*{34} *");
        assertThat(lines.get(14)).matches(" +0\\.4000 \\| {34}\\*+");
    }

    @Test
    void writesAPicture() throws Exception {
        Path picture = folder.resolve("rates.svg");

        assertThat(run("plot", file.toString(), "--svg=" + picture)).containsExactly("Wrote " + picture + ".");

        assertThat(picture)
                .content()
                .startsWith("<svg ")
                .contains("Learning rate of 4 epochs")
                .endsWith("</svg>\n");
    }

    @Test
    void saysWhereAWrongOptionStands() {
        assertThatThrownBy(() -> run("plot", file.toString(), "--id=odd"))
                .hasMessage(file + ":7: step-size is 'few'; it must be a whole number.");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> run("plot", "--set=type=cosine", "--lr=1"))
                .hasMessage("How many epochs there are is not known. Give --epochs, or run.epochs in the file.");
        assertThatThrownBy(() -> run("plot", "--set=type=cosine", "--epochs=3"))
                .hasMessage(
                        "The rate that the optimizer begins with is not known. Give --lr, or optimizer.lr in the file.");
        assertThatThrownBy(() -> run("plot", "--set=type=cosine", "--set=by=step", "--epochs=3", "--lr=1"))
                .hasMessageContaining("--steps-per-epoch");
        assertThatThrownBy(() -> run("plot", "--epochs=3")).hasMessageContaining("as in --set type=cosine");
        assertThatThrownBy(() -> run("plot", "--set=cosine")).hasMessageContaining("Write OPTION=VALUE");
    }

    @Test
    void saysWhichSubCommandsThereAre() {
        assertThatThrownBy(() -> run()).hasMessageContaining("trackside schedule plot FILE");
        assertThatThrownBy(() -> run("show")).hasMessageContaining("'show'");
    }
}
