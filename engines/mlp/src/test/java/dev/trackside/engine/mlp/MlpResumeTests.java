package dev.trackside.engine.mlp;

import static dev.trackside.engine.mlp.Engines.classifier;
import static dev.trackside.engine.mlp.Engines.gradients;
import static dev.trackside.engine.mlp.Engines.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.spi.EngineState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlpResumeTests {

    @Test
    void endsWithTheSameWeightsBitForBitAfterAStopInMidEpoch() {
        for (OptimizerSettings optimizer :
                List.of(OptimizerSettings.Adam.of(0.01), new OptimizerSettings.Sgd(0.1, 0.9, true, 1e-3))) {
            MlpEngine whole = classifier().optimizer(optimizer).build();
            List<Map<String, byte[]>> states = new ArrayList<>();
            RecordingLoop loop = new RecordingLoop(7, 5);
            loop.onBatchEnd = () -> states.add(state(whole).save());
            whole.train(loop);

            MlpEngine resumed = classifier().optimizer(optimizer).seed(99).build();
            state(resumed).restore(states.get(3 * 3 + 1)); // after the second batch of the fourth epoch
            RecordingLoop rest = new RecordingLoop(7, 3, 5);
            rest.batchesDone = 2;
            resumed.train(rest);

            assertThat(state(resumed).save().get("weights"))
                    .isEqualTo(state(whole).save().get("weights"));
            assertThat(state(resumed).save().get("optimizer"))
                    .isEqualTo(state(whole).save().get("optimizer"));
        }
    }

    @Test
    void takesTheStepWithWhatCallbacksHadMadeOfTheGradients() {
        MlpEngine whole = classifier().build();
        List<Map<String, byte[]>> states = new ArrayList<>();
        RecordingLoop loop = new RecordingLoop(7, 1);
        loop.onGradients = () -> {
            gradients(whole).scale(0.5);
            states.add(state(whole).save());
            return true;
        };
        whole.train(loop);

        MlpEngine resumed = classifier().seed(99).build();
        state(resumed).restore(states.get(2)); // in the last batch, whose gradients event is not fired again
        RecordingLoop rest = new RecordingLoop(7, 1);
        rest.batchesDone = 2;
        resumed.train(rest);

        assertThat(state(resumed).save().get("weights"))
                .isEqualTo(state(whole).save().get("weights"));
    }

    @Test
    void refusesACheckpointOfAnotherOptimizerAndStaysAsItWas() {
        MlpEngine engine = classifier().build();
        Map<String, byte[]> before = state(engine).save();
        Map<String, byte[]> other =
                state(classifier().seed(5).sgd(0.1, 0).build()).save();

        assertThatThrownBy(() -> state(engine).restore(other))
                .isInstanceOf(TracksideException.class)
                .hasMessage("the saved optimizer is sgd, but this run uses adam");

        assertThat(state(engine).save().get("weights")).isEqualTo(before.get("weights"));
    }

    @Test
    void refusesACheckpointWithoutItsParts() {
        EngineState state = state(classifier().build());

        assertThatThrownBy(() -> state.restore(Map.of()))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("has no part 'weights'");
    }
}
