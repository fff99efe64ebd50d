package dev.trackside.plugin.earlystopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of Keras 3's {@code EarlyStopping}, as its documentation tells them. */
class KerasAgreementTests {

    /**
     * Worked out by hand from the documented rule: mode, min-delta, patience, baseline, start-from-epoch, values; epochs trained, the best epoch.
     * Epochs are counted from 1, in Keras from 0.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            never stale               | min  | 0     | 2        |          | 1    | 5 4 3 2 1                   | 5       | 5
            equal is stale            | min  | 0     | 2        |          | 1    | 1 1 1 0.5                   | 3       | 1
            larger is better          | max  | 0     | 1        |          | 1    | 0.1 0.3 0.2 0.9             | 3       | 2
            exactly delta is stale    | min  | 0.5   | 1        |          | 1    | 2 1.5 0.1                   | 2       | 1
            the reference stays       | min  | 0.25  | 2        |          | 1    | 1 0.875 0.625 0.5 0.5 0.5   | 5       | 3
            the baseline not beaten   | min  | 0     | 2        | 0.5      | 1    | 1 0.9 0.8 0.8 0.7           | 4       | 3
            the baseline beaten once  | min  | 0     | 2        | 0.5      | 1    | 1 0.4 0.45 0.3 0.6 0.6      | 6       | 4
            from the third epoch on   | min  | 0     | 2        |          | 3    | 0.1 0.1 1 0.9 0.95 0.99 0.1 | 6       | 4
            """)
    void stopsAtTheSameEpoch(
            String what,
            String mode,
            double delta,
            int patience,
            Double baseline,
            int from,
            String values,
            int trained,
            int best) {
        double[] losses =
                Stream.of(values.split(" ")).mapToDouble(Double::parseDouble).toArray();

        EarlyStopping stopping = new EarlyStopping();
        SimulatedRun run = run(stopping, new Rule(mode.equals("max"), delta, patience, baseline, from), losses);

        assertThat(run.epochsTrained()).as(what).isEqualTo(trained);
        assertThat(stopping.bestEpoch).as(what).isEqualTo(best);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void agreesOnWhateverIsDrawn(Rule rule, double[] losses) {
        EarlyStopping stopping = new EarlyStopping();

        SimulatedRun run = run(stopping, rule, losses);

        int[] expected = rule.apply(losses);
        assertThat(new int[] {run.epochsTrained(), stopping.bestEpoch}).isEqualTo(expected);
    }

    static Stream<Arguments> drawn() {
        Random random = new Random(20_26);
        return IntStream.range(0, 150).mapToObj(i -> {
            boolean max = random.nextBoolean();
            Rule rule = new Rule(
                    max,
                    random.nextInt(4) * 0.125,
                    1 + random.nextInt(4),
                    random.nextInt(3) == 0 ? (Double) 0.5 : null,
                    1 + random.nextInt(3));
            // Eighths have no rounding, so that "equal" is equal in both.
            double[] losses = random.ints(12, 0, 16).mapToDouble(n -> n / 8.0).toArray();
            return Arguments.of(rule, losses);
        });
    }

    private static SimulatedRun run(EarlyStopping stopping, Rule rule, double[] losses) {
        Simulation simulation = Simulation.epochs(losses.length)
                .metric("val_loss", losses)
                .attach(stopping)
                .option("early-stopping.mode", rule.max ? "max" : "min")
                .option("early-stopping.min-delta", rule.delta)
                .option("early-stopping.patience", rule.patience)
                .option("early-stopping.start-from-epoch", rule.from);
        if (rule.baseline != null) {
            simulation = simulation.option("early-stopping.baseline", rule.baseline);
        }
        return simulation.run();
    }

    /** Keras' rule, written once more in its own words: a wait that is counted, and set to 0 where the baseline is beaten too. */
    record Rule(boolean max, double delta, int patience, Double baseline, int from) {

        int[] apply(double[] losses) {
            double best = max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            int bestEpoch = 0;
            int wait = 0;
            for (int epoch = 0; epoch < losses.length; epoch++) {
                if (epoch + 1 < from) {
                    continue;
                }
                wait++;
                if (isImprovement(losses[epoch], best)) {
                    best = losses[epoch];
                    bestEpoch = epoch + 1;
                    if (baseline == null || isImprovement(losses[epoch], baseline)) {
                        wait = 0;
                    }
                } else if (wait >= patience && epoch > 0) {
                    return new int[] {epoch + 1, bestEpoch};
                }
            }
            return new int[] {losses.length, bestEpoch};
        }

        private boolean isImprovement(double value, double reference) {
            return max ? value - delta > reference : value + delta < reference;
        }
    }
}
