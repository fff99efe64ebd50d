package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Gradients;
import dev.trackside.Metric;
import dev.trackside.MetricWriter;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Callbacks that produce metrics for others: design, "Metrics". */
class ProducerTests {

    private LogLines log;

    @BeforeEach
    void listen() {
        log = LogLines.open();
    }

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 3})) {
                batch.gradients();
                batch.record("loss", batch.data());
            }
            epoch.validation(() -> epoch.record("val_loss", 7));
        }
    }

    /** Reads one metric at epoch end. */
    static final class Reads {
        final List<OptionalDouble> seen = new ArrayList<>();

        @Option
        String metric = "";

        @OnEpochEnd
        void end(@Metric(option = "metric") OptionalDouble value) {
            seen.add(value);
        }
    }

    static final class ADoubles {
        int calls;

        @OnEpochEnd
        @Metric("twice")
        double twice(@Metric("loss") double loss) {
            calls++;
            return 2 * loss;
        }
    }

    static final class BSquares {
        int calls;

        @OnEpochEnd
        @Metric("square")
        double square(@Metric("twice") double twice) {
            calls++;
            return twice * twice;
        }
    }

    @Nested
    class AChain {

        private final ADoubles first = new ADoubles();
        private final BSquares second = new BSquares();

        @Test
        void isCalledIfSomebodyTakesItsEnd() {
            Reads reads = new Reads();
            run().attach(first)
                    .attach(second)
                    .attach(reads)
                    .option("reads.metric", "square")
                    .epochs(1)
                    .train(ProducerTests::train);

            assertThat(reads.seen).containsExactly(OptionalDouble.of(16));
            assertThat(first.calls).isEqualTo(1);
        }

        @Test
        void isCalledAsFarAsSomebodyTakesIt() {
            Reads reads = new Reads();
            run().attach(first)
                    .attach(second)
                    .attach(reads)
                    .option("reads.metric", "twice")
                    .epochs(1)
                    .train(ProducerTests::train);

            assertThat(reads.seen).containsExactly(OptionalDouble.of(4));
            assertThat(second.calls).isZero();
        }

        @Test
        void isNotCalledIfNobodyTakesItsEndAndNobodyIsWarned() {
            run().attach(first)
                    .attach(second)
                    .produces("loss", "val_loss")
                    .epochs(1)
                    .train(ProducerTests::train);

            assertThat(first.calls).isZero();
            assertThat(second.calls).isZero();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Nested
    class AnUnaskedProducer {

        @Test
        void doesNotMakeAnEngineComputeWhatItTakes() {
            Norm norm = new Norm();
            NormEngine engine = new NormEngine();
            run().attach(norm).epochs(1).train(engine);

            assertThat(engine.wantedGradients).isFalse();
            assertThat(norm.calls).isZero();
        }

        @Test
        void doesSoWhenSomebodyTakesItsMetric() {
            Norm norm = new Norm();
            NormEngine engine = new NormEngine();
            Reads reads = new Reads();
            run().attach(norm)
                    .attach(reads)
                    .option("reads.metric", "grad_norm")
                    .epochs(1)
                    .train(engine);

            assertThat(engine.wantedGradients).isTrue();
            assertThat(reads.seen).containsExactly(OptionalDouble.of(3));
        }
    }

    static final class Norm {
        int calls;

        @OnGradients
        @Metric("grad_norm")
        double norm(Gradients gradients) {
            calls++;
            return gradients.norm();
        }
    }

    /** One batch an epoch; says whether anybody wanted gradients. */
    static final class NormEngine extends OneBatchEngine {
        boolean wantedGradients;

        NormEngine() {
            super(Gradients.class, new ThreeGradients());
        }

        @Override
        void batch(dev.trackside.spi.TrainingLoop loop) {
            wantedGradients = loop.wants(Gradients.class);
            loop.gradients();
        }
    }

    private static final class ThreeGradients implements Gradients {
        @Override
        public double norm() {
            return 3;
        }

        @Override
        public List<Tensor> tensors() {
            return List.of();
        }

        @Override
        public void scale(double factor) {
            throw new UnsupportedOperationException("nobody scales here");
        }
    }

    @Nested
    class AValue {

        @Test
        void ofAnEpochBeginIsGoneAtTheNext() {
            SometimesAtEpochBegin producer = new SometimesAtEpochBegin();
            AtEpochBegin taker = new AtEpochBegin();
            run().attach(producer).attach(taker).epochs(3).train(ProducerTests::train);

            assertThat(taker.seen)
                    .containsExactly(OptionalDouble.of(5), OptionalDouble.empty(), OptionalDouble.empty());
            assertThat(log.warnings()).isEmpty();
        }

        @Test
        void ofABatchIsPartOfTheMeanOfTheEpoch() {
            Reads reads = new Reads();
            run().attach(new PerBatch())
                    .attach(reads)
                    .option("reads.metric", "double_loss")
                    .epochs(1)
                    .train(ProducerTests::train);

            assertThat(reads.seen).containsExactly(OptionalDouble.of(4));
        }

        @Test
        void ofAValidationLastsToTheEndOfItsEpoch() {
            Reads reads = new Reads();
            run().attach(new ValGap())
                    .attach(reads)
                    .option("reads.metric", "val_gap")
                    .option("run.validate-every", 2)
                    .epochs(3)
                    .train(ProducerTests::train);

            assertThat(reads.seen)
                    .containsExactly(OptionalDouble.empty(), OptionalDouble.of(5), OptionalDouble.empty());
        }
    }

    static final class SometimesAtEpochBegin {
        @OnEpochBegin
        @Metric("mood")
        OptionalDouble mood(int epoch) {
            return epoch == 0 ? OptionalDouble.of(5) : OptionalDouble.empty();
        }
    }

    @SuppressWarnings("trackside:metric-absent") // another callback produces it
    static final class AtEpochBegin {
        final List<OptionalDouble> seen = new ArrayList<>();

        @OnEpochBegin
        void begin(@Metric("mood") OptionalDouble mood) {
            seen.add(mood);
        }
    }

    static final class PerBatch {
        @OnBatchEnd
        @Metric("double_loss")
        double twice(@Metric("loss") double loss) {
            return 2 * loss;
        }
    }

    static final class ValGap {
        @OnValidationEnd
        @Metric("val_gap")
        double gap(@Metric("loss") double loss, @Metric("val_loss") double validation) {
            return validation - loss;
        }
    }

    @Nested
    class InAValidation {

        @Test
        void aWriterRefusesANameWithoutVal() {
            Reads reads = new Reads();
            assertThatThrownBy(() -> run().attach(new WritesGap())
                            .attach(reads)
                            .option("reads.metric", "gap")
                            .epochs(1)
                            .train(ProducerTests::train))
                    .hasMessageContaining("writes-gap writes the metric gap at @OnValidationEnd")
                    .hasMessageContaining("Name it val_gap.");
        }
    }

    @Plugin(value = "writes-gap", produces = "gap", attach = dev.trackside.Attach.WHEN_CONFIGURED)
    static final class WritesGap {
        @OnValidationEnd
        void end(MetricWriter writer) {
            writer.write("gap", 1);
        }
    }

    @Nested
    class NamesFromAnOption {

        @Test
        void areTheOneOrTheSeveralThatItHas() {
            Reads reads = new Reads();
            run().attach(new Gauge())
                    .option("gauge.names", List.of("cpu", "heap"))
                    .option("gauge.unit", "celsius")
                    .attach(reads)
                    .option("reads.metric", "heap")
                    .epochs(1)
                    .train(ProducerTests::train);

            assertThat(reads.seen).containsExactly(OptionalDouble.of(4));
        }

        @Test
        void areKnownBeforeTraining() {
            Reads reads = new Reads();
            assertThatThrownBy(() -> run().attach(new Gauge())
                            .option("gauge.names", List.of("cpu", "heap"))
                            .attach(reads)
                            .produces("loss", "val_loss")
                            .option("reads.metric", "heat")
                            .epochs(1)
                            .train(ProducerTests::train))
                    .hasMessageContaining("reads takes by its option metric the metric heat")
                    .hasMessageContaining("Did you mean heap?");
        }

        @Test
        void thatAnotherProducesAreAnError() {
            assertThatThrownBy(() -> run().attach(new Gauge())
                            .option("gauge.names", List.of("loss"))
                            .produces("loss", "val_loss")
                            .epochs(1)
                            .train(ProducerTests::train))
                    .hasMessageContaining("The metric loss is produced by the loop and by gauge");
        }
    }

    @Plugin(
            value = "gauge",
            produces = {"{names}", "{unit}"},
            attach = dev.trackside.Attach.WHEN_CONFIGURED)
    static final class Gauge {
        @Option
        List<String> names = List.of();

        @Option
        String unit = "kelvin";

        @OnEpochEnd
        void end(MetricWriter writer) {
            names.forEach(name -> writer.write(name, name.length()));
        }
    }
}
