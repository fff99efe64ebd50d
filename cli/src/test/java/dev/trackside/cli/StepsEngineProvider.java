package dev.trackside.cli;

import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.Section;
import dev.trackside.spi.TrainingLoop;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** An engine without a model: {@code batches}, and what goes wrong in the first of them ({@code then: fail|break|hang|wait|tell TEXT}). */
public final class StepsEngineProvider implements EngineProvider {

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public String summary() {
        return "Counts steps";
    }

    @Override
    public Engine open(Section configuration, long seed) {
        Section data = configuration.section("data");
        int batches = data.integer("batches").orElse(2);
        if (batches < 1) {
            throw data.fault("batches", "data.batches must be positive, but is " + batches);
        }
        return new Steps(batches, data.text("then").orElse("go on"));
    }

    private record Steps(int batches, String then) implements Engine {

        @Override
        public String name() {
            return "steps";
        }

        @Override
        public List<String> metrics() {
            return List.of("loss", "val_loss");
        }

        @Override
        public OptionalInt batchesPerEpoch() {
            return OptionalInt.of(batches);
        }

        @Override
        public Map<Class<?>, Object> offers() {
            return Map.of(EngineState.class, new NoState());
        }

        @Override
        public void train(TrainingLoop loop) throws Exception {
            int loss = loop.slot("loss");
            int validationLoss = loop.slot("val_loss");
            while (loop.nextEpoch()) {
                for (int batch = 0; batch < batches; batch++) {
                    TrainingLoop.Go go = loop.beginBatch(1);
                    if (go == TrainingLoop.Go.END) {
                        break;
                    } else if (go == TrainingLoop.Go.RUN) {
                        first(loop.epoch() + batch == 0);
                        loop.record(loss, 1.0 / (1 + loop.epoch()));
                        if (loop.gradients()) {
                            loop.step();
                        }
                        loop.endBatch();
                    }
                }
                if (loop.beginValidation()) {
                    loop.beginValidationBatch(1);
                    loop.record(validationLoss, 0.5);
                    loop.endValidationBatch();
                    loop.endValidation();
                }
                loop.endEpoch();
            }
        }

        private void first(boolean isFirst) throws Exception {
            if (!isFirst) {
                return;
            }
            switch (then) {
                case "fail" -> throw new ArithmeticException("the loss is not a number");
                case "break" -> throw new NoClassDefFoundError("org/example/Gone");
                case "hang" -> {
                    System.out.println("hanging");
                    new CountDownLatch(1).await();
                }
                case "wait" -> {
                    // Until the test has sent its signal: the process answers it in a line of its own.
                    System.out.println("waiting");
                    if (System.in.read() < 0) {
                        throw new IllegalStateException("the test has gone");
                    }
                }
                default -> {
                    if (then.startsWith("tell ")) {
                        throw new IllegalStateException("no answer from " + then.substring("tell ".length()));
                    }
                }
            }
        }
    }

    /** There is no model, so there is nothing to save but that. */
    private static final class NoState implements EngineState {

        @Override
        public Map<String, byte[]> save() {
            return Map.of("nothing", new byte[] {1, 2, 3});
        }

        @Override
        public void restore(Map<String, byte[]> parts) {
            if (!parts.containsKey("nothing")) {
                throw new IllegalStateException("not from here");
            }
        }
    }
}
