package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Engine;
import dev.trackside.testkit.RecordingConsole;
import dev.trackside.testkit.TestClock;
import java.nio.file.Path;
import java.util.List;

/** One run of the engine under test, which is made for it. */
final class Trial {

    static final int EPOCHS = 2;
    static final long SEED = 42;

    private final EngineContract contract;
    private final Engine engine;
    private final Watch watch;
    private final RunBuilder builder;
    private final EventProbe events = new EventProbe();

    Trial(EngineContract contract, Path runs) {
        this.contract = contract;
        this.engine = made(contract);
        this.watch = new Watch(engine);
        this.builder = Trackside.run("contract")
                .withoutConfig()
                .withoutDiscovery()
                .clock(new TestClock())
                .console(RecordingConsole.plain())
                .option("run.dir", runs)
                .epochs(EPOCHS)
                .seed(SEED)
                .attach("events", events);
    }

    private static Engine made(EngineContract contract) {
        try {
            return contract.engine(SEED);
        } catch (Exception fault) {
            throw new AssertionError("the engine under test cannot be made: " + fault, fault);
        }
    }

    Engine engine() {
        return engine;
    }

    /** What the engine records. */
    Watch watch() {
        return watch;
    }

    Trial attach(Probe<?> probe) {
        builder.attach(probe);
        return this;
    }

    Trial option(String key, Object value) {
        builder.option(key, value);
        return this;
    }

    Trial resume(Path checkpoint) {
        builder.resume(checkpoint.toString());
        return this;
    }

    /** Trains, and checks that nothing stays open. */
    RunResult train() {
        long open = contract.openResources();
        RunResult result = builder.train(watch);
        assertEquals(open, contract.openResources(), "what the engine has opened in a run is closed after it");
        return result;
    }

    /** Trains and expects that this fails; checks that nothing stays open. */
    Throwable fail() {
        long open = contract.openResources();
        RunResult result;
        try {
            result = builder.train(watch);
        } catch (Throwable failure) { // whatever it is, the test wants to see it
            assertEquals(open, contract.openResources(), "what the engine has opened in a run is closed if that fails");
            return failure;
        }
        throw new AssertionError("the run was to fail, but it ended as " + result.outcome());
    }

    /** The callback that hears the events; others are told to act. */
    EventProbe probe() {
        return events;
    }

    /** The events but those of gradients. */
    List<String> events() {
        return events.events();
    }

    /** What the engine offers as a type; to be called only for what it claims. */
    <T> T offer(Class<T> type) {
        Object offer = engine.offers().get(type);
        if (offer == null) {
            throw new AssertionError("%s claims %s but does not offer it".formatted(engine.name(), type.getName()));
        }
        return type.cast(offer);
    }

    /** The model as it is now. */
    byte[] model() {
        return contract.model(engine);
    }
}
