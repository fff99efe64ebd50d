package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.spi.Command;
import dev.trackside.spi.UsageException;
import dev.trackside.testkit.CommandCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTests {

    @TempDir
    Path folder;

    private Path file;

    private static List<String> run(String... words) throws Exception {
        CommandCall call = CommandCall.of(new ScheduleCommand(), words);
        assertThat(call.code()).isZero();
        return call.lines();
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
                    assertThat(command.subcommands())
                            .flatExtracting(Command::options)
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
                .isInstanceOf(UsageException.class)
                .hasMessage("How many epochs there are is not known. Give --epochs, or run.epochs in the file.");
        assertThatThrownBy(() -> run("plot", "--set=type=cosine", "--epochs=3"))
                .hasMessage(
                        "The rate that the optimizer begins with is not known. Give --lr, or optimizer.lr in the file.");
        assertThatThrownBy(() -> run("plot", "--set=type=cosine", "--set=by=step", "--epochs=3", "--lr=1"))
                .hasMessageContaining("--steps-per-epoch");
        assertThatThrownBy(() -> run("plot", "--epochs=3")).hasMessageContaining("as in --set type=cosine");
        assertThatThrownBy(() -> run("plot", "--set=cosine")).hasMessageContaining("Write OPTION=VALUE");
        assertThatThrownBy(() -> run("plot", "--set=type=cosin"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--set type=cosin: type is 'cosin'");
        assertThatThrownBy(() -> run("plot", "no-such.yaml"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no-such.yaml");
    }

    @Test
    void saysWhichSubCommandsThereAre() {
        assertThatThrownBy(() -> run("show"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'show'")
                .hasMessageContaining("[plot]");
    }
}
