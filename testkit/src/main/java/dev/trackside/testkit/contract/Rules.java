package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trackside.Checkpoints;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Some rules of the contract: what they share. */
abstract class Rules {

    /** Callbacks that need a capability, by what an engine must offer for it. */
    private static final Map<Class<?>, Supplier<Probe<?>>> TAKERS = takers();

    private final EngineContract contract;
    private final List<Trial> trials = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    Path runs;

    Rules(EngineContract contract) {
        this.contract = contract;
    }

    private static Map<Class<?>, Supplier<Probe<?>>> takers() {
        Map<Class<?>, Supplier<Probe<?>>> takers = new LinkedHashMap<>();
        takers.put(LearningRate.class, LearningRateProbe::new);
        takers.put(Weights.class, WeightsProbe::new);
        takers.put(Gradients.class, GradientsProbe::new);
        takers.put(Predictions.class, PredictionsProbe::new);
        takers.put(EngineState.class, CheckpointsProbe::new);
        return takers;
    }

    /** The capabilities that an engine may offer. */
    static List<Class<?>> capabilities() {
        return List.copyOf(TAKERS.keySet());
    }

    @BeforeEach
    void theClaimsAreAboutOneThing() {
        claims().check();
    }

    final EngineClaims claims() {
        return contract.claims();
    }

    final boolean offers(Class<?> capability) {
        return claims().offers(capability);
    }

    final EngineContract contract() {
        return contract;
    }

    /** Prepares a run with an engine of its own. */
    final Trial trial() {
        Trial trial = new Trial(contract, runs);
        trials.add(trial);
        return trial;
    }

    /** Engines that hold native memory are closed by whoever makes them: here by the suite, once it has looked at their models. */
    @AfterEach
    void closeEngines() throws Exception {
        for (Trial trial : trials) {
            if (trial.engine() instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** Tries a capability if it is claimed; else shows that a run refuses whoever takes it. */
    final void with(Class<?> capability, Executable test) throws Throwable {
        if (offers(capability)) {
            test.execute();
        } else {
            assertRefused(capability);
        }
    }

    private void assertRefused(Class<?> capability) {
        Trial trial = trial();
        Probe<?> taker = taker(capability);

        Throwable refusal =
                assertInstanceOf(TracksideException.class, trial.attach(taker).fail());
        String message = String.valueOf(refusal.getMessage());

        String taken = capability == EngineState.class ? Checkpoints.class.getSimpleName() : capability.getSimpleName();
        assertAll(
                () -> assertTrue(message.contains(taker.getClass().getName()), () -> "names the callback: " + message),
                () -> assertTrue(message.contains(" takes " + taken), () -> "names the capability: " + message),
                () -> assertTrue(
                        message.contains("engine " + trial.engine().name()), () -> "names the engine: " + message),
                () -> assertEquals(List.of(), trial.events(), "refused before anything is trained"),
                () -> assertEquals(1, taker.closed(), "the callback is closed"));
    }

    /** A callback that needs a capability and does nothing with it. */
    static Probe<?> taker(Class<?> capability) {
        Supplier<Probe<?>> taker = TAKERS.get(capability);
        if (taker == null) {
            throw new IllegalArgumentException("nobody takes " + capability);
        }
        return taker.get();
    }
}
