package dev.trackside.engine.mlp;

import static dev.trackside.engine.mlp.Engines.classifier;
import static dev.trackside.engine.mlp.Engines.flat;
import static dev.trackside.engine.mlp.Engines.gradients;
import static dev.trackside.engine.mlp.Engines.state;
import static dev.trackside.engine.mlp.Engines.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.TracksideException;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.engine.common.Split;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several batches share a step: the mean over all their examples. */
class MlpAccumulationTests {

    @TempDir
    private Path folder;

    private static RecordingLoop loop(int epochs, int accumulate) {
        RecordingLoop loop = new RecordingLoop(7, epochs);
        loop.accumulate = accumulate;
        return loop;
    }

    @Test
    void aGroupHasOneStepInItsLastBatchAndTheLastGroupMayBeSmaller() {
        RecordingLoop loop = loop(1, 2);
        classifier().build().train(loop); // 10 examples: batches of 4, 4 and 2

        assertThat(loop.calls)
                .startsWith(
                        "epoch 0",
                        "batch 4",
                        "record loss",
                        "end",
                        "batch 4",
                        "record loss",
                        "gradients",
                        "step",
                        "end",
                        "batch 2",
                        "record loss",
                        "gradients",
                        "step",
                        "end",
                        "validation");
    }

    /** 10 examples; batches of 3 leave one of a single example, which weighs a third of the other in its group. */
    @ParameterizedTest(name = "{1} batches of {0} are one of {2}")
    @CsvSource({"2, 2, 4", "3, 2, 6", "3, 4, 10", "1, 5, 5", "4, 1, 4"})
    void isTheStepOfABatchOfAllTheirExamples(int batchSize, int accumulate, int together) {
        for (OptimizerSettings optimizer :
                List.of(OptimizerSettings.Adam.of(0.01), new OptimizerSettings.Sgd(0.1, 0.9, true, 1e-3))) {
            MlpEngine parts =
                    classifier().optimizer(optimizer).batchSize(batchSize).build();
            MlpEngine whole =
                    classifier().optimizer(optimizer).batchSize(together).build();
            parts.train(loop(5, accumulate));
            whole.train(loop(5, 1));

            assertThat(flat(weights(parts).tensors()))
                    .containsExactly(flat(weights(whole).tensors()), within(1e-12));
        }
    }

    @Test
    void callbacksSeeTheMeanOfTheGroup() {
        MlpEngine parts = classifier().batchSize(2).build();
        MlpEngine whole = classifier().batchSize(4).build();
        List<double[]> seen = new ArrayList<>();
        for (MlpEngine engine : List.of(parts, whole)) {
            RecordingLoop loop = loop(1, engine == parts ? 2 : 1);
            loop.onGradients = () -> {
                seen.add(flat(gradients(engine).tensors()));
                return true;
            };
            engine.train(loop);
        }

        assertThat(seen).hasSize(6);
        for (int step = 0; step < 3; step++) {
            assertThat(seen.get(step)).containsExactly(seen.get(3 + step), within(1e-12));
        }
    }

    @Test
    void aSkipAtTheGradientsGivesUpTheGroupAndNothingOfItIsLeft() {
        MlpEngine engine = classifier().batchSize(2).build();
        byte[] before = state(engine).save().get("weights");
        RecordingLoop loop = loop(1, 2);
        loop.onGradients = () -> false;
        loop.onBatchEnd = () -> assertThat(loop.calls).doesNotContain("step");
        engine.train(loop);

        assertThat(state(engine).save())
                .containsOnlyKeys("weights", "optimizer")
                .containsEntry("weights", before);
    }

    @Test
    void everyPlaceInAGroupIsGoneOnFromBitForBit() {
        MlpEngine whole = classifier().batchSize(1).build();
        List<Map<String, byte[]>> states = new ArrayList<>();
        RecordingLoop loop = loop(2, 4);
        loop.onBatchEnd = () -> states.add(state(whole).save());
        whole.train(loop); // 10 batches: groups of 4, 4 and 2

        assertThat(states.get(2)).containsKey("accumulated");
        assertThat(states.get(3)).doesNotContainKey("accumulated");
        for (int batch = 0; batch < 10; batch++) {
            MlpEngine resumed = classifier().batchSize(1).seed(99).build();
            state(resumed).restore(states.get(batch));
            RecordingLoop rest = loop(2, 4);
            rest.batchesDone = batch + 1;
            resumed.train(rest);

            assertThat(state(resumed).save().get("weights"))
                    .as("resumed after batch %d", batch + 1)
                    .isEqualTo(state(whole).save().get("weights"));
        }
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"gradients-10", "batch-10", "batch-12", "validation-24-3", "epoch-24"})
    void endsBitForBitAlikeWhenItsRunIsResumed(String checkpoint) throws IOException {
        MlpEngine whole = digits(1);
        Saver first = new Saver(checkpoint);
        RunResult result = run(first).train(whole);
        MlpEngine resumed = digits(99);
        Saver rest = new Saver();
        RunResult end = run(rest).resume(file(checkpoint)).train(resumed);

        assertThat(weights(resumed).snapshot()).isEqualTo(weights(whole).snapshot());
        assertThat(rest.losses)
                .isEqualTo(first.losses.subList(first.losses.size() - rest.losses.size(), first.losses.size()));
        // 45 batches: 11 groups of 4, and the last one alone; in 3 epochs
        assertThat(result.summary().steps()).isEqualTo(36);
        assertThat(end.summary().steps()).isEqualTo(36);
        assertThat(end.summary().batches()).isEqualTo(3 * 45);
    }

    @Test
    void sumsOfAnotherModelAreRefused() {
        MlpEngine saved = classifier().batchSize(2).build();
        List<Map<String, byte[]>> states = new ArrayList<>();
        RecordingLoop loop = loop(1, 2);
        loop.onBatchEnd = () -> states.add(state(saved).save());
        saved.train(loop);
        Map<String, byte[]> mixed = new java.util.HashMap<>(states.get(0));
        MlpEngine other = classifier().layers(3).build();
        mixed.putAll(state(other).save());

        assertThatThrownBy(() -> state(other).restore(mixed))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("layer0.weights");
    }

    private RunBuilder run(Saver saver) {
        return Trackside.run("digits")
                .withoutConfig()
                .option("run.dir", folder)
                .option("run.accumulate", 4)
                .attach(saver)
                .epochs(3)
                .seed(7);
    }

    private String file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name + ".ckpt"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    private static MlpEngine digits(long seed) {
        Split split = Digits.split(42);
        return Mlp.classifier(split.train(), split.validation())
                .layers(16)
                .adam(0.003)
                .seed(seed)
                .build();
    }
}
