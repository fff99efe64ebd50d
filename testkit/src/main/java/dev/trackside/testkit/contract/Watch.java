package dev.trackside.testkit.contract;

import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** The engine under test with somebody between it and the run, who writes down what it records. */
final class Watch implements Engine {

    private final Engine engine;
    private final List<Seen> batches = new ArrayList<>();

    /**
     * A batch that was trained or evaluated.
     *
     * @param epoch the index of its epoch
     * @param validation whether it belongs to a validation
     * @param examples what the engine said about its size
     * @param metrics what the engine recorded
     */
    record Seen(int epoch, boolean validation, double examples, Map<String, Double> metrics) {}

    Watch(Engine engine) {
        this.engine = engine;
    }

    /** The batches that were not left out, in their order. */
    List<Seen> batches() {
        return List.copyOf(batches);
    }

    /** The batches of one epoch, training or validation. */
    List<Seen> batches(int epoch, boolean validation) {
        return batches.stream()
                .filter(batch -> batch.epoch() == epoch && batch.validation() == validation)
                .toList();
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public void train(TrainingLoop loop) throws Exception {
        engine.train(new WatchedLoop(loop));
    }

    @Override
    public List<String> metrics() {
        return engine.metrics();
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return engine.offers();
    }

    @Override
    public boolean accumulates() {
        return engine.accumulates();
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return engine.batchesPerEpoch();
    }

    @Override
    public List<String> sharedPackages() {
        return engine.sharedPackages();
    }

    @Override
    public Map<String, String> parameters() {
        return engine.parameters();
    }

    private final class WatchedLoop implements TrainingLoop {

        private final TrainingLoop loop;
        private final Map<Integer, String> names = new HashMap<>();

        private WatchedLoop(TrainingLoop loop) {
            this.loop = loop;
        }

        private Go begun(Go go, boolean validation, double examples) {
            if (go == Go.RUN) {
                batches.add(new Seen(loop.epoch(), validation, examples, new LinkedHashMap<>()));
            }
            return go;
        }

        @Override
        public long seed() {
            return loop.seed();
        }

        @Override
        public int slot(String metric) {
            int slot = loop.slot(metric);
            names.put(slot, metric);
            return slot;
        }

        @Override
        public boolean wants(int slot) {
            return loop.wants(slot);
        }

        @Override
        public boolean wants(Class<?> capability) {
            return loop.wants(capability);
        }

        @Override
        public boolean nextEpoch() {
            return loop.nextEpoch();
        }

        @Override
        public int epoch() {
            return loop.epoch();
        }

        @Override
        public Random random() {
            return loop.random();
        }

        @Override
        public Go beginBatch(double examples) {
            return begun(loop.beginBatch(examples), false, examples);
        }

        @Override
        public boolean gradients() {
            return loop.gradients();
        }

        @Override
        public void step() {
            loop.step();
        }

        @Override
        public void record(int slot, double value) {
            loop.record(slot, value);
            batches.get(batches.size() - 1).metrics().put(names.getOrDefault(slot, "slot " + slot), value);
        }

        @Override
        public void endBatch() {
            loop.endBatch();
        }

        @Override
        public boolean beginValidation() {
            return loop.beginValidation();
        }

        @Override
        public Go beginValidationBatch(double examples) {
            return begun(loop.beginValidationBatch(examples), true, examples);
        }

        @Override
        public void endValidationBatch() {
            loop.endValidationBatch();
        }

        @Override
        public void endValidation() {
            loop.endValidation();
        }

        @Override
        public void endEpoch() {
            loop.endEpoch();
        }
    }
}
