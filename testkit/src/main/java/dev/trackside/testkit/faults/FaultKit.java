package dev.trackside.testkit.faults;

import dev.trackside.testkit.Simulation;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a plugin under each {@link Fault}, a test each:
 *
 * <pre>{@code
 * class StopWhenStaleFaults {
 *
 *     @TestFactory
 *     Stream<DynamicTest> survives() {
 *         return FaultKit.of(StopWhenStale::new).option("patience", 2).tests();
 *     }
 * }
 * }</pre>
 *
 * <p>Each fault is a simulated run of four epochs with three batches and a validation of two; with metrics {@code loss}, {@code accuracy},
 * {@code val_loss} and {@code val_accuracy}, weights, gradients, predictions, a learning rate and checkpoints. {@link #in} adds what else the plugin
 * takes. A test fails if
 *
 * <ul>
 *   <li>the plugin throws, or cannot be closed, and the fault does not call for it;
 *   <li>a handler does not return within ten seconds;
 *   <li>a thread that was started in the run is left, the thread that trains is left interrupted or with another context class loader, or
 *       {@code System.out}, {@code System.err} or the default handler of uncaught exceptions is another one than before;
 *   <li>the result is not what the fault demands: see each.
 * </ul>
 *
 * <p>Immutable. Broken jars beside that of a plugin are for {@link JarFaultKit}.
 *
 * @since 0.1
 */
public final class FaultKit {

    private final Supplier<?> plugin;
    private final Map<String, Object> options;
    private final Map<Fault, String> excepted;
    private final UnaryOperator<Simulation> setting;

    private FaultKit(
            Supplier<?> plugin,
            Map<String, Object> options,
            Map<Fault, String> excepted,
            UnaryOperator<Simulation> setting) {
        this.plugin = plugin;
        this.options = options;
        this.excepted = excepted;
        this.setting = setting;
    }

    /**
     * A kit for a plugin.
     *
     * @param plugin makes an instance of a class with handlers, another one at each call
     * @return a kit with the plugin's own defaults
     */
    public static FaultKit of(Supplier<?> plugin) {
        return new FaultKit(
                Objects.requireNonNull(plugin, "plugin"),
                Map.of(),
                new EnumMap<>(Fault.class),
                UnaryOperator.identity());
    }

    /**
     * Sets an option of the plugin.
     *
     * @param name its name as in the file, e.g. {@code min-delta}
     * @param value a value of the option's type, or text as in the file
     * @return a kit with the option
     */
    public FaultKit option(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new FaultKit(plugin, more, excepted, setting);
    }

    /**
     * Changes the runs in which the plugin is tried, e.g. adds a metric that it takes or a callback that it requires.
     *
     * @param change is given the simulation of each run; the number of epochs stays
     * @return a kit with that
     */
    public FaultKit in(UnaryOperator<Simulation> change) {
        Objects.requireNonNull(change, "change");
        UnaryOperator<Simulation> before = setting;
        return new FaultKit(plugin, options, excepted, simulation -> change.apply(before.apply(simulation)));
    }

    /**
     * Leaves out a fault that the plugin need not survive. Its test is shown as skipped, with the reason.
     *
     * @param fault the fault
     * @param reason why, not blank
     * @return a kit without it
     */
    public FaultKit except(Fault fault, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an exception from %s needs a reason".formatted(fault.name()));
        }
        Map<Fault, String> more = new EnumMap<>(Fault.class);
        more.putAll(excepted);
        more.put(fault, reason);
        return new FaultKit(plugin, options, more, setting);
    }

    /**
     * The tests, for a method with {@code @TestFactory}.
     *
     * @return a test a fault
     */
    public Stream<DynamicTest> tests() {
        return Stream.of(Fault.values()).map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> run(fault)));
    }

    /**
     * Runs the plugin under one fault.
     *
     * @param fault the fault
     * @throws AssertionError if the plugin does not survive it; the message says what is wrong
     */
    public void run(Fault fault) {
        String reason = excepted.get(fault);
        Assumptions.assumeTrue(reason == null, () -> "excepted: " + reason);
        fault.play(new Course(plugin, options, setting));
    }
}
