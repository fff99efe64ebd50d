package dev.trackside.plugin.history.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.RunFiles;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Command;
import dev.trackside.spi.UsageException;
import dev.trackside.testkit.CommandCall;
import dev.trackside.testkit.RecordingConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTests {

    @TempDir
    Path folder;

    private Path db;
    private RunResult good;
    private RunResult bad;

    /** Stops at an epoch, and hands in a table. */
    static final class Stops {
        @Option
        int at = 2;

        @OnTrainBegin
        void handIn(RunFiles files) {
            files.table("numbers", List.of("one, two"), List.of(List.of(1)));
        }

        @OnEpochEnd
        Control stop(int epoch) {
            return epoch + 1 == at ? Control.stop("it is\nenough") : Control.proceed();
        }
    }

    @BeforeEach
    void train() {
        db = folder.resolve("history.db");
        good = run("good", 2, 3, 0.5, 0.25, 0.375);
        bad = run("bad", 1, 1, 2.5, Double.NaN, 1);
    }

    private RunResult run(String name, int stop, int batches, double... valLoss) {
        return Trackside.run(name)
                .epochs(3)
                .seed(7)
                .produces("loss", "val_loss")
                .option("run.dir", folder.toString())
                .attach(new HistoryRecorder())
                .attach("stops", new Stops())
                .option("stops.at", stop)
                .option("history.file", db)
                .train(loop -> {
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<Integer> batch : epoch.batches(Collections.nCopies(batches, 1))) {
                            batch.record("loss", 1.0 / epoch.number());
                        }
                        epoch.validation(() -> epoch.record("val_loss", valLoss[epoch.index()]));
                    }
                });
    }

    private String goodId() {
        return good.run().id();
    }

    private CommandCall call(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--db");
        all.add(db.toString());
        return CommandCall.of(new RunsCommand(), all.toArray(String[]::new));
    }

    private List<String> lines(String... words) throws Exception {
        CommandCall call = call(words);
        assertThat(call.code()).isZero();
        return call.lines();
    }

    private Map<String, Object> json(String... words) throws Exception {
        return JSON.std.mapFrom(String.join("\n", lines(words)));
    }

    private List<String> listed(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("list"));
        all.addAll(List.of(words));
        return lines(all.toArray(String[]::new)).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void isFoundAsAServiceAndDescribesItself() {
        assertThat(ServiceLoader.load(Command.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(RunsCommand.class::isInstance)
                .singleElement()
                .satisfies(command -> assertThat(command.subcommands())
                        .extracting(Command::name)
                        .containsExactly("list", "show", "compare", "delete", "export"));
    }

    @Test
    void listsInColumns() throws Exception {
        assertThat(lines("list", "--sort", "name:desc"))
                .element(0)
                .asString()
                .matches("RUN +STATE +BEGAN +TIME +EPOCHS +val_loss +loss");
        assertThat(lines("list", "--sort", "name:desc"))
                .element(1)
                .asString()
                .startsWith(goodId() + "  stopped")
                .matches(".* 2 +0\\.25 +0\\.5");
    }

    @Test
    void whatTheMachineDidIsNoUsualColumn() throws Exception {
        Trackside.run("measured")
                .epochs(1)
                .produces("cpu", "heap_used", "f1")
                .option("run.dir", folder.toString())
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .train(loop -> {
                    for (LoopEpoch epoch : loop.epochs()) {
                        epoch.record("cpu", 0.5);
                        epoch.record("heap_used", 1e8);
                        epoch.record("f1", 0.75);
                    }
                });

        assertThat(lines("list", "--name", "measured").get(0)).endsWith("f1").doesNotContain("cpu", "heap_used");
        assertThat(lines("list", "--metric", "cpu").get(0)).endsWith("cpu");
    }

    @Test
    void fitsTheTerminal() throws Exception {
        RecordingConsole narrow = RecordingConsole.interactive(50);
        CommandCall.of(narrow, new RunsCommand(), "list", "--db", db.toString());

        assertThat(narrow.lines()).allMatch(line -> line.length() <= 50).anyMatch(line -> line.startsWith(goodId()));
    }

    @Test
    void filters() throws Exception {
        assertThat(listed("--where", "val_loss<0.3")).containsExactly(goodId());
        assertThat(listed("--where", "epochs=1")).containsExactly(bad.run().id());
        assertThat(listed("--name", "g*d")).containsExactly(goodId());
        assertThat(listed("--name", "good", "--engine", "loop", "--outcome", "STOPPED"))
                .containsExactly(goodId());
        assertThat(listed("--since", "2020-01-01")).hasSize(2);
        assertThat(lines("list", "--since", "2999-01-01"))
                .singleElement()
                .asString()
                .startsWith("None of the 2 runs");
        assertThat(lines("list", "--outcome", "failed"))
                .singleElement()
                .asString()
                .startsWith("None of the 2 runs");
    }

    @Test
    void sortsTheBetterFirst() throws Exception {
        assertThat(listed("--sort", "val_loss"))
                .containsExactly(goodId(), bad.run().id());
        assertThat(listed("--sort", "val_loss:desc")).containsExactly(bad.run().id(), goodId());
        assertThat(listed("--sort", "val_loss", "--limit", "1")).containsExactly(goodId());
        assertThat(listed("--sort", "name")).containsExactly(bad.run().id(), goodId());
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertThatThrownBy(() -> call("list", "--where", "val_los<1"))
                .isInstanceOf(UsageException.class)
                .hasMessage("No run has the metric val_los. There are epoch_seconds, loss, val_loss.");
        assertThatThrownBy(() -> call("list", "--where", "loss")).hasMessageContaining("is no condition");
        assertThatThrownBy(() -> call("list", "--sort", "loss:up")).hasMessageContaining("asc or desc");
        assertThatThrownBy(() -> call("list", "--limit", "0")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> call("list", "--since", "soon")).hasMessageContaining("is no time");
        assertThatThrownBy(() -> call("list", "--outcome", "good")).hasMessageContaining("none of completed");
        assertThatThrownBy(() -> call("show")).hasMessageContaining("Name a run");
        assertThatThrownBy(() -> call("export", goodId())).hasMessageContaining("--to FILE");
        assertThatThrownBy(() -> call("export", goodId(), "--to", "x.bin")).hasMessageContaining("--format");
        assertThatThrownBy(() -> CommandCall.of(
                        new RunsCommand(),
                        "list",
                        "--db",
                        folder.resolve("no.db").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("There is no history at");
        assertThatThrownBy(() -> call("show", "nobody"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("There is no run nobody");
        assertThatThrownBy(() -> call("delete", "nobody", "--yes")).isInstanceOf(UsageException.class);
    }

    @Test
    void findsARunByIdPrefixFolderAndLast() throws Exception {
        assertThat(lines("show", "good").get(0)).startsWith(goodId());
        assertThat(lines("show", good.folder().toString()).get(0)).startsWith(goodId());
        assertThat(lines("show", "last").get(0)).startsWith(bad.run().id());
        assertThatThrownBy(() -> call("show", "goood"))
                .hasMessageContaining("There is no run goood")
                .hasMessageContaining("The nearest are " + goodId());
        run("good-2", 1, 1, 1, 1, 1);
        assertThatThrownBy(() -> call("show", "goo")).hasMessageContaining("may be any of 2 runs");
    }

    @Test
    void showsWhatIsKnown() throws Exception {
        String all = String.join("\n", lines("show", goodId()));

        assertThat(all)
                .contains("reason    it is enough", ", 2 epochs, 6 steps", "engine    loop, seed 7")
                .containsPattern("val_loss +0\\.25 +0\\.25 +2")
                .containsPattern("stop +2 +6 +stops +it is enough")
                .containsPattern("history +report")
                .contains("Measured to the end of the training")
                .containsPattern("stops\\.at +2")
                .containsPattern("numbers +stops")
                .containsPattern("java +\\d");
    }

    @Test
    void theBestIsNeverANaN() throws Exception {
        assertThat(lines("show", bad.run().id())).anyMatch(line -> line.matches("val_loss +2\\.5 +2\\.5 +1"));
    }

    @Test
    void tellsProgramsTheSame() throws Exception {
        Map<String, Object> list = json("list", "--json");
        assertThat(list).containsEntry("schema-version", 1).containsEntry("kind", "runs-list");
        assertThat((List<?>) list.get("runs"))
                .hasSize(2)
                .allSatisfy(one ->
                        assertThat(((Map<?, ?>) one).get("session-count")).isEqualTo(1))
                .noneMatch(one -> ((Map<?, ?>) one).containsKey("sessions"));
        Map<String, Object> show = json("show", goodId(), "--json");
        Map<?, ?> run = (Map<?, ?>) ((List<?>) show.get("runs")).get(0);
        assertThat(run.get("id")).isEqualTo(goodId());
        assertThat(run.get("outcome")).isEqualTo("stopped");
        assertThat((List<?>) run.get("decisions")).hasSize(1);
        assertThat((List<?>) run.get("sessions")).hasSize(1);
    }

    @Test
    void comparesFiguresAndWhatDiffers() throws Exception {
        String all = String.join("\n", lines("compare", "good", "bad"));

        assertThat(all)
                .containsPattern("val_loss +0\\.25 +2\\.5")
                .contains("Different options:")
                .containsPattern("stops\\.at +2 +1")
                .doesNotContain("history.file", "Different environment");
        Map<String, Object> json = json("compare", "good", "bad", "--json");
        assertThat(((Map<?, ?>) ((Map<?, ?>) json.get("differences")).get("options")).get("stops.at"))
                .isEqualTo(List.of("2", "1"));
        assertThatThrownBy(() -> call("compare", "good")).hasMessageContaining("2 runs or more");
        assertThatThrownBy(() -> call("compare", "good", goodId())).hasMessageContaining("one and the same");
    }

    @Test
    void tellsColumnsApartInANarrowTerminal() throws Exception {
        String first = goodId();
        String second = run("good", 1, 1, 0.5, 0.25, 0.375).run().id();
        RecordingConsole narrow = RecordingConsole.interactive(48);
        CommandCall.of(narrow, new RunsCommand(), "compare", first, second, "--db", db.toString());

        String common = narrow.lines().get(0).substring("… stands for ".length());
        assertThat(List.of(first, second)).allMatch(id -> id.startsWith(common));
        assertThat(narrow.lines())
                .allMatch(line -> line.length() <= 48)
                .element(2)
                .asString()
                .matches(" +…%s +…%s".formatted(first.substring(common.length()), second.substring(common.length())));
    }

    @Test
    void listsAnArtifactOnceThatWasHandedInAnew() throws Exception {
        RunResult twice = Trackside.run("twice")
                .epochs(1)
                .option("run.dir", folder.toString())
                .attach(new HistoryRecorder())
                .attach("early", new Stops())
                .attach("late", new Stops())
                .option("history.file", db)
                .train(loop -> loop.epochs().forEach(epoch -> {}));

        assertThat(lines("show", twice.run().id()))
                .filteredOn(line -> line.startsWith("numbers"))
                .singleElement()
                .asString()
                .matches("numbers +late .*");
    }

    @Test
    void ofACallbackThatOneRunDoesNotHaveOnlyThatIsSaid() throws Exception {
        Trackside.run("without")
                .epochs(1)
                .option("run.dir", folder.toString())
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .train(loop -> loop.epochs().forEach(epoch -> {}));

        assertThat(String.join("\n", lines("compare", "good", "without")))
                .contains("Different callbacks:")
                .containsPattern("stops +there +-")
                .doesNotContain("stops.at");
    }

    @Test
    void deletesOnlyWhenToldTwice() throws Exception {
        CommandCall first = call("delete", "good");
        assertThat(first.code()).isEqualTo(2);
        assertThat(first.lines())
                .first()
                .asString()
                .startsWith("would delete " + goodId() + ": 2 epochs, 6 steps, stopped");
        assertThat(call("delete", "bad").lines()).first().asString().contains(": 1 epoch, 1 step, ");
        assertThat(listed()).hasSize(2);

        assertThat(call("delete", "good", "--yes").code()).isZero();
        assertThat(listed()).containsExactly(bad.run().id());
        assertThat(good.folder()).exists();
        try (History history = History.open(db)) {
            assertThat(history.run("bad").metricNames()).contains("loss");
        }
    }

    @Test
    void deletesTheFolderOfTheRunAndNoOther() throws Exception {
        Path record = good.folder().resolve("run.json");
        String saved = Files.readString(record);
        Files.writeString(record, saved.replace(goodId(), "another"));
        assertThatThrownBy(() -> call("delete", "good", "--files", "--yes"))
                .hasMessageContaining("it has no run.json of this run");
        Files.delete(record);
        assertThatThrownBy(() -> call("delete", "good", "--files", "--yes"))
                .hasMessageContaining("Nothing was deleted");
        assertThat(listed()).hasSize(2);

        Files.writeString(record, saved);
        Path outside = Files.createFile(folder.resolve("outside"));
        Files.createSymbolicLink(good.folder().resolve("link"), outside);
        assertThat(call("delete", "good", "--files", "--yes").code()).isZero();
        assertThat(good.folder()).doesNotExist();
        assertThat(outside).exists();
        assertThat(bad.folder()).exists();
    }

    @Test
    void exportsAHistoryOfItsOwn() throws Exception {
        Path file = folder.resolve("out/one ?.db");
        lines("export", "good", "--to", file.toString());

        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
        try (History all = History.open(db);
                History one = History.open(file)) {
            assertThat(one.runs()).isEqualTo(all.runs().subList(0, 1));
            assertThat(events(one)).isEqualTo(events(all, goodId())).isNotEmpty();
            assertThat(one.run("last").decisions().toList())
                    .isEqualTo(all.run(goodId()).decisions().toList());
            assertThat(one.run("last").sessions()).isEqualTo(all.run(goodId()).sessions());
            assertThat(one.run("last").artifacts()).isEqualTo(all.run(goodId()).artifacts());
        }
        assertThatThrownBy(() -> call("export", "good", "--to", file.toString()))
                .hasMessageContaining("is there");
    }

    @Test
    void anExportLeavesFilesThatHaveTheNameOfItsDraft() throws Exception {
        for (String ending : List.of("db", "json", "csv")) {
            Path mine = Files.writeString(folder.resolve("out." + ending + ".new"), "mine");
            Path file = folder.resolve("out." + ending);
            lines("export", "good", "--to", file.toString());

            assertThat(mine).hasContent("mine");
            assertThat(file).isNotEmptyFile();
            assertThat(folder.resolve("out." + ending + ".new2")).doesNotExist();
        }
    }

    private static List<RecordedEvent> events(History history) {
        return events(history, "last");
    }

    private static List<RecordedEvent> events(History history, String which) {
        try (Stream<RecordedEvent> events = history.run(which).events()) {
            return events.toList();
        }
    }

    @Test
    void exportsJsonWithAllEvents() throws Exception {
        Path file = folder.resolve("runs.json");
        lines("export", "good", "bad", "--to", file.toString());

        Map<String, Object> json = JSON.std.mapFrom(file.toFile());
        assertThat(json).containsEntry("kind", "runs-export");
        Map<?, ?> run = (Map<?, ?>) ((List<?>) json.get("runs")).get(0);
        assertThat((List<?>) run.get("events")).hasSize(2 * (3 + 1 + 1));
        assertThat((List<?>) run.get("decisions")).singleElement().satisfies(decision -> assertThat(
                        ((Map<?, ?>) decision).get("callback"))
                .isEqualTo("stops"));
    }

    @Test
    void exportsATableOfValues() throws Exception {
        Path file = folder.resolve("values");
        lines("export", "good", "--to", file.toString(), "--format", "csv");

        assertThat(Files.readString(file)
                        .replaceAll(",\\d+\\.[-\\dE.]+,(\\d+\\.0),", ",SECONDS,$1,")
                        .split("\r\n", -1))
                .contains(
                        "run,kind,epoch,batch,step,seconds,examples,skipped,complete,metric,value",
                        goodId() + ",batch,1,1,1,SECONDS,1.0,false,true,loss,1.0",
                        goodId() + ",epoch,2,,6,SECONDS,3.0,false,true,val_loss,0.25")
                .endsWith("");
    }
}
