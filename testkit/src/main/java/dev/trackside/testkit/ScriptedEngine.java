package dev.trackside.testkit;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Run;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import dev.trackside.spi.TrainingLoop.Go;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;

/** An engine that plays a script: it drives a real run through a loop without training anything. For one run. */
final class ScriptedEngine implements Engine {

    private final Script script;
    private final TestClock clock;
    private final Supplier<Run> run;
    private final ScriptedModel model;
    private final LentGradients gradients = new LentGradients();
    private final LentPredictions predictions = new LentPredictions();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> norms = new ArrayList<>();

    ScriptedEngine(Script script, TestClock clock, Supplier<Run> run) {
        this.script = script;
        this.clock = clock;
        this.run = run;
        this.model = new ScriptedModel(script.weights, script.learningRate);
    }

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public List<String> metrics() {
        return List.copyOf(script.metrics.keySet());
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(script.batches);
    }

    @Override
    public Map<Class<?>, Object> offers() {
        Map<Class<?>, Object> offers = new LinkedHashMap<>();
        model.weights().ifPresent(weights -> offers.put(Weights.class, weights));
        model.learningRate().ifPresent(rate -> offers.put(LearningRate.class, rate));
        if (script.gradients != null) {
            offers.put(Gradients.class, gradients);
        }
        if (script.predictions != null) {
            offers.put(Predictions.class, predictions);
        }
        if (script.savesState) {
            offers.put(EngineState.class, model);
        }
        return offers;
    }

    @Override
    public void train(TrainingLoop loop) throws Exception {
        while (loop.nextEpoch()) {
            train(loop, loop.epoch());
            if (loop.beginValidation()) {
                validate(loop, loop.epoch());
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    private void train(TrainingLoop loop, int epoch) throws Exception {
        for (int batch = 0; batch < script.batches; batch++) {
            Go go = loop.beginBatch(script.examples);
            if (go == Go.END) {
                return;
            }
            if (go == Go.RUN) {
                happen(new Script.Position(epoch, batch));
                clock.advance(script.perBatch);
                record(loop, epoch, batch, false);
                if (backward(loop)) {
                    step(loop);
                }
                loop.endBatch();
            }
        }
    }

    private void validate(TrainingLoop loop, int epoch) {
        for (int batch = 0; batch < script.validationBatches; batch++) {
            Go go = loop.beginValidationBatch(script.examples);
            if (go == Go.END) {
                return;
            }
            if (go == Go.RUN) {
                clock.advance(script.perBatch);
                record(loop, epoch, batch, true);
                predictions.lend(script.predictions);
                loop.endValidationBatch();
                predictions.lend(null);
            }
        }
    }

    private void happen(Script.Position position) throws Exception {
        if (script.interrupts.contains(position)) {
            run.get().interrupt();
        }
        Throwable failure = script.failures.get(position);
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void record(TrainingLoop loop, int epoch, int batch, boolean validation) {
        script.metrics.forEach((metric, values) -> {
            boolean comes = !script.absent.getOrDefault(metric, Set.of()).contains(epoch);
            if (comes && Simulation.isOfValidation(metric) == validation) {
                loop.record(loop.slot(metric), values.value(epoch, batch));
            }
        });
    }

    private boolean backward(TrainingLoop loop) {
        LongToDoubleFunction norm = script.gradients;
        FakeGradients computed = norm == null ? null : FakeGradients.of(norm.applyAsDouble(model.steps()));
        gradients.lend(computed);
        boolean steps = loop.gradients();
        gradients.lend(null);
        if (steps && computed != null) {
            norms.add(computed.norm());
        }
        return steps;
    }

    private void step(TrainingLoop loop) {
        model.learningRate().ifPresent(rate -> rates.add(rate.get()));
        model.step();
        loop.step();
    }

    /** The learning rate of each step that was made. */
    List<Double> learningRates() {
        return List.copyOf(rates);
    }

    /** The norm of the gradients that each step was made with. */
    List<Double> gradientNorms() {
        return List.copyOf(norms);
    }

    double[] weights() {
        return model.weights()
                .map(FakeWeights::values)
                .orElseThrow(() -> new IllegalStateException(
                        "this simulation has no weights; ask for them with Simulation.weights(n)"));
    }
}
