package dev.trackside.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.spi.Command;
import dev.trackside.spi.UsageException;
import dev.trackside.testkit.CommandCall;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTests {

    @TempDir
    Path folder;

    private Path db;
    private SimulatedRun first;
    private SimulatedRun second;

    @BeforeEach
    void trainTwice() {
        db = folder.resolve("history.db");
        first = train("0.1");
        second = train("0.2");
    }

    private SimulatedRun train(String rate) {
        return Simulation.epochs(2)
                .metric("loss", 0.9, 0.5)
                .folder(folder.resolve("runs"))
                .attach("history", new HistoryRecorder())
                .option("history.file", db)
                .attach("report", new Report())
                .option("report.plots", rate.equals("0.1") ? "none" : "svg")
                .run();
    }

    private List<String> run(String... words) throws Exception {
        CommandCall call = CommandCall.of(
                new ReportCommand(),
                Stream.concat(Stream.of(words), Stream.of("--db=" + db)).toArray(String[]::new));
        assertThat(call.code()).isZero();
        return call.lines();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Command.class).stream().map(ServiceLoader.Provider::type))
                .contains(ReportCommand.class);
    }

    @Test
    void makesAPageOfARunAndSaysWhere() throws Exception {
        Path page = folder.resolve("page.html");

        assertThat(run("last", "--output=" + page, "--title=The <second>")).containsExactly("Report: " + page);

        assertThat(PageText.of(page).html().select("h1").text()).isEqualTo("The <second>");
        assertThat(PageText.of(page).html().select(".kind").text())
                .isEqualTo("Training run " + second.run().id());
    }

    @Test
    void laysRunsOverEachOther() throws Exception {
        Path page = folder.resolve("page.html");

        run(first.run().id(), second.folder().toString(), "--output=" + page);

        assertThat(PageText.of(page).rows("Runs")).hasSize(2);
        assertThat(PageText.of(page).rows("Options that differ"))
                .contains(List.of("plugins.report.plots", "none", "svg"));
    }

    @Test
    void takesAFileWithOneRun() throws Exception {
        Path other = folder.resolve("other.db");
        Simulation.epochs(3)
                .metric("loss", 0.9, 0.5, 0.4)
                .folder(folder.resolve("others"))
                .attach("history", new HistoryRecorder())
                .option("history.file", other)
                .run();
        Path page = folder.resolve("page.html");

        run(other.toString(), "--output=" + page);

        assertThat(PageText.of(page).values("loss", "Training")).containsExactly(0.9, 0.5, 0.4);
    }

    @Test
    void writesPicturesWhereItIsTold() throws Exception {
        Path plots = folder.resolve("pictures");

        assertThat(run("last", "--output=" + folder.resolve("page.html"), "--plots=svg,png", "--to=" + plots))
                .first()
                .isEqualTo("Plots: loss.svg, loss.png, epoch-time.svg, epoch-time.png in " + plots);
        assertThat(plots.resolve("loss.png")).isNotEmptyFile();
    }

    @Test
    void picturesHaveTheHeadingOfThePage() throws Exception {
        run("last", "--output=" + folder.resolve("page.html"), "--title=The <second>", "--plots=svg");

        assertThat(folder.resolve("plots/loss.svg")).content().contains("<title>Loss of The &lt;second&gt;</title>");
    }

    @Test
    void saysThatThereAreNoPicturesOfNothing() throws Exception {
        Path other = folder.resolve("other.db");
        Simulation.epochs(1)
                .metric("loss", 0.9)
                .folder(folder.resolve("others"))
                .attach("history", new HistoryRecorder())
                .option("history.file", other)
                .failAt(0, 0, new IllegalStateException("no data"))
                .runAndFail();
        Path page = folder.resolve("page.html");

        assertThat(run(other.toString(), "--output=" + page, "--plots=svg"))
                .containsExactly("Plots: none, since there is nothing to draw", "Report: " + page);
    }

    @Test
    void keepsTheOrderOfRunsAndFiles() throws Exception {
        Path other = folder.resolve("other.db");
        Simulation.epochs(3)
                .metric("loss", 0.9, 0.5, 0.4)
                .folder(folder.resolve("others"))
                .attach("history", new HistoryRecorder())
                .option("history.file", other)
                .run();
        Path page = folder.resolve("page.html");

        run(second.folder().toString(), other.toString(), first.folder().toString(), "--output=" + page);

        assertThat(PageText.of(page).rows("Runs").stream().map(row -> row.get(2)))
                .containsExactly("2", "3", "2");
        assertThat(PageText.of(page).html().select("th a").eachText())
                .containsExactly(
                        second.run().id(), first.run().id(), first.run().id() + " (2)");
    }

    @Test
    void showsARunThatIsNamedTwiceOnce() throws Exception {
        Path page = folder.resolve("page.html");

        assertThat(run("last", second.run().id(), "--output=" + page))
                .containsExactly(second.run().id() + " is named more than once and shown once.", "Report: " + page);
        assertThat(PageText.of(page).html().select(".kind").text())
                .isEqualTo("Training run " + second.run().id());
    }

    @Test
    void saysHowToCallIt() {
        assertThatThrownBy(() -> run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("trackside report RUN...");
        assertThatThrownBy(() -> run("last", "--plots=gif"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--plots is \"gif\". Write svg, png, or svg,png.");
        assertThatThrownBy(() -> run("last", "--to=x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--plots");
        assertThatThrownBy(() -> run(db.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds 2 runs");
    }

    @Test
    void leavesAFileThatIsNoReport() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.html"), "mine");

        assertThatThrownBy(() -> run("last", "--output=" + mine))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("is no report");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void writesPicturesAgain() throws Exception {
        String[] words = {
            "last", "--output=" + folder.resolve("page.html"), "--plots=svg,png", "--to=" + folder.resolve("pictures")
        };

        assertThat(run(words)).isEqualTo(run(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss.svg", "loss.png", "epoch-time.png"})
    void leavesPicturesThatAreNotItsOwn(String name) throws Exception {
        Path plots = Files.createDirectory(folder.resolve("pictures"));
        Path mine = Files.writeString(plots.resolve(name), "mine");

        assertThatThrownBy(() ->
                        run("last", "--output=" + folder.resolve("page.html"), "--plots=svg,png", "--to=" + plots))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining(mine + " is there and is no picture of a report");
        assertThat(mine).hasContent("mine");
        assertThat(plots.toFile().list()).containsExactly(name);
    }

    @Test
    void leavesFilesBesideThePage() throws Exception {
        Path mine = Files.writeString(folder.resolve("page.html.new"), "mine");

        run("last", "--output=" + folder.resolve("page.html"));

        assertThat(mine).hasContent("mine");
        assertThat(folder)
                .isDirectoryNotContaining(
                        file -> !file.equals(mine) && file.toString().endsWith(".new"));
    }

    @Test
    void namesTheRunsThatThereAre() {
        assertThatThrownBy(() -> run("nobody")).hasMessageContaining(first.run().id());
    }
}
