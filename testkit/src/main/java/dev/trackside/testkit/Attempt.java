package dev.trackside.testkit;

import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One run of a simulation, with what only it has. */
final class Attempt {

    private static final String NAME = "simulation";

    private final RunBuilder builder;
    private final TestClock clock = new TestClock();
    private final RecordingConsole console;
    private final EventRecorder recorder;
    private final ScriptedEngine engine;
    private final Path runs;
    private final boolean discovers;

    Attempt(Script script) {
        script.check();
        console = script.terminalWidth == 0
                ? RecordingConsole.plain()
                : RecordingConsole.interactive(script.terminalWidth);
        recorder = script.recordsGradients ? EventRecorder.withGradients() : new EventRecorder();
        engine = new ScriptedEngine(script, clock, () -> recorder.run().orElseThrow());
        runs = script.folder != null ? script.folder : TemporaryFolders.create();
        builder = Trackside.run(NAME)
                .withoutConfig()
                .clock(clock)
                .console(console)
                .option("run.dir", runs)
                .attach(Simulation.RECORDER, recorder);
        discovers = !script.plugins.isEmpty();
        if (discovers) {
            script.plugins.forEach(builder::plugins);
        } else {
            builder.withoutDiscovery();
        }
        script.settings.forEach(setting -> setting.accept(builder));
    }

    RunResult train() {
        return discovers ? FolderOnly.call(() -> builder.train(engine)) : builder.train(engine);
    }

    SimulatedRun ended(@Nullable RunResult result, @Nullable Throwable failure) {
        return new SimulatedRun(engine, recorder, console, clock, runs, result, failure);
    }
}
