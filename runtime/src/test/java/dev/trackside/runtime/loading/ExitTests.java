package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.run.Jvm;
import dev.trackside.runtime.loading.sample.Rogue;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.testing.RuntimePath;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that ends the program takes the run with it, and does not stay unknown. */
class ExitTests {

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void aProgram() throws IOException {
        program = new TestJar().source("probe.Main", """
                        package probe;
                        import dev.trackside.run.*;
                        import java.nio.file.Path;
                        import java.util.List;
                        public class Main {
                          public static void main(String[] args) {
                            Trackside.run("probe").config(Path.of("t.yaml")).plugins(Path.of("plugins")).epochs(2).option("run.dir", "runs")
                                .train(loop -> {
                                  for (LoopEpoch epoch : loop.epochs()) {
                                    for (LoopBatch<Integer> batch : epoch.batches(List.of(1))) {
                                      batch.record("loss", 1);
                                      if (args.length > 0 && epoch.index() == 1) { System.exit(5); }
                                    }
                                  }
                                });
                          }
                        }
                        """).in(folder.resolve("program"), "main.jar");
        new TestJar().classes(SoundA.class).in(folder.resolve("plugins"), "a.jar");
        new TestJar().classes(Rogue.class, Rogue.Guest.class).in(folder.resolve("plugins"), "rogue.jar");
    }

    @Test
    void inAHandlerIsNamedWithItAndTheExitCodeStays() throws Exception {
        String output = run("exits", 7);

        assertThat(output)
                .contains(
                        "rogue.jar: the class dev.trackside.runtime.loading.sample.Rogue calls System.exit",
                        "sample-rogue (from rogue.jar), in its handler at @OnEpochEnd, ended the program in epoch 1: ",
                        "Rogue.misbehave(Rogue.java:",
                        " called System.exit. The run probe-");
    }

    @Test
    void onAnotherThreadIsNamedByItsClasses() throws Exception {
        assertThat(run("exits-elsewhere", 8))
                .contains("sample-rogue (from rogue.jar), on the thread rogue-exit, ended the program in epoch 1: ");
    }

    @Test
    void ofTheProgramItselfIsNobodysFault() throws Exception {
        assertThat(run("attaches", 5, "exit")).doesNotContain("ended the program");
    }

    private String run(String fault, int exitCode, String... arguments) throws Exception {
        Files.writeString(folder.resolve("t.yaml"), "plugins: { sample-rogue: { fault: %s } }".formatted(fault));
        return Jvm.in(folder)
                .classPath(RuntimePath.needed() + java.io.File.pathSeparator + program)
                .run(exitCode, "-Dorg.apache.logging.log4j.simplelog.level=WARN", "probe.Main", arguments);
    }
}
