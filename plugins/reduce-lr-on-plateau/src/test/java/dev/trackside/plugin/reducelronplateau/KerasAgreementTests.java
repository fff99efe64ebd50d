package dev.trackside.plugin.reducelronplateau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.testkit.Simulation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rate that each epoch is trained with, from 1 on, against tables that another program computed by the rule of Keras's
 * {@code ReduceLROnPlateau.on_epoch_end}. Where there is a cooldown, Keras was given one more, which is the one that it does not excuse.
 */
class KerasAgreementTests {

    @ParameterizedTest(name = "{1} at {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    1 .9 .9 .9 .8 .8 .8 .8 .8 .8 .7 .7 | factor=0.5 patience=2            | 1 1 1 1 .5 .5 .5 .25 .25 .125 .125 .125
                    1 .9 .9 .9 .8 .8 .8 .8 .8 .8 .7 .7 | factor=0.5 patience=1            | 1 1 1 .5 .25 .25 .125 .0625 .03125 .015625 .0078125 .0078125
                    1 .9 .9 .9 .8 .8 .8 .8 .8 .8 .7 .7 | patience=3                       | 1 1 1 1 1 1 1 1 .1 .1 .1 .1
                    1 .9 .9 .9 .8 .8 .8 .8 .8 .8 .7 .7 | factor=0.5 patience=2 min-lr=0.3 | 1 1 1 1 .5 .5 .5 .3 .3 .3 .3 .3
                    1 .99995 .9999 .99985 .9998 .99975 .9997 .99 .99 .99 | factor=0.5 patience=3 | 1 1 1 1 1 1 1 1 1 1
                    .1 .2 .2 .2 .3 .3 .3 .3 | factor=0.5 patience=2 mode=max | 1 1 1 1 .5 .5 .5 .25
                    1 1 1 1 1 1 1 1 1 1 1 1 1 1 | factor=0.5 patience=2            | 1 1 1 .5 .5 .25 .25 .125 .125 .0625 .0625 .03125 .03125 .015625
                    1 1 1 1 1 1 1 1 1 1 1 1 1 1 | factor=0.5 patience=2 cooldown=1 | 1 1 1 .5 .5 .5 .25 .25 .25 .125 .125 .125 .0625 .0625
                    1 1 1 1 1 1 1 1 1 1 1 1 1 1 | factor=0.5 patience=2 cooldown=2 | 1 1 1 .5 .5 .5 .5 .25 .25 .25 .25 .125 .125 .125
                    1 1 1 1 1 1 1 1 1 1 1 1 1 1 | factor=0.5 patience=2 cooldown=3 | 1 1 1 .5 .5 .5 .5 .5 .25 .25 .25 .25 .25 .125
                    1 1 1 .5 .6 .6 .6 .6 .6 .6 | factor=0.5 patience=2            | 1 1 1 .5 .5 .5 .25 .25 .125 .125
                    1 1 1 .5 .6 .6 .6 .6 .6 .6 | factor=0.5 patience=2 cooldown=2 | 1 1 1 .5 .5 .5 .5 .25 .25 .25
                    """)
    void theRatesAreThoseOfKeras(String values, String options, String rates) {
        double[] metric = numbers(values);
        Simulation simulation = Simulation.epochs(metric.length)
                .metric("val_loss", metric)
                .learningRate(1)
                .attach(new ReduceLearningRateOnPlateau());
        for (String option : options.split(" ")) {
            String[] parts = option.split("=", 2);
            simulation = simulation.option("reduce-lr-on-plateau." + parts[0], parts[1]);
        }

        List<Double> actual = simulation.run().learningRates();

        double[] expected = numbers(rates);
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).as("epoch %d", i + 1).isCloseTo(expected[i], within(1e-15));
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
