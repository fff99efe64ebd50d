package dev.trackside.run;

import static dev.trackside.run.CallbackRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Epoch;
import dev.trackside.OnEpochEnd;
import dev.trackside.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Events that callbacks and loops raise. */
class RaisedEventTests {

    @Nested
    class AnOwnEvent {

        @Test
        void raisedByAHandlerFollowsTheCurrentEvent() {
            List<String> heard = new ArrayList<>();
            run().attach(new Raiser())
                    .attach("zz-listener", new Listener(heard))
                    .epochs(1)
                    .train(CallbackRuns::epochs);

            assertThat(heard).containsExactly("epoch end", "plateau 7.0 in epoch 1");
        }

        @Test
        void mayStopTheRunAsIfAtTheEventItFollows() {
            RunResult result = run().attach(new Raiser())
                    .attach(new SampleCallbacks.StopOnPlateau())
                    .epochs(5)
                    .train(CallbackRuns::epochs);

            assertThat(result.summary().epochs()).isEqualTo(1);
            assertThat(result.reason()).contains("plateau");
        }

        @Test
        void thatRaisesItselfWithoutEndIsAnError() {
            assertThatThrownBy(() -> run().attach(new Echo()).epochs(1).train(loop -> {
                        loop.run().fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(1));
                    }))
                    .hasMessageContaining("More than 100 events raised one another");
        }

        @Test
        void needsAPayloadOfItsType() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        loop.run().fire(SampleCallbacks.OnPlateau.class, "a text");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("@OnPlateau delivers")
                    .hasMessageContaining("not java.lang.String");
        }
    }

    static final class Raiser {
        @OnEpochEnd
        void end(Run run) {
            run.fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(7));
        }
    }

    static final class Listener {
        private final List<String> heard;

        Listener(List<String> heard) {
            this.heard = heard;
        }

        @OnEpochEnd
        void end() {
            heard.add("epoch end");
        }

        @SampleCallbacks.OnPlateau
        void plateau(SampleCallbacks.Plateau plateau, Optional<Epoch> epoch) {
            heard.add("plateau " + plateau.value() + " in epoch "
                    + epoch.orElseThrow().number());
        }
    }

    static final class Echo {
        @SampleCallbacks.OnPlateau
        void plateau(SampleCallbacks.Plateau plateau, Run run) {
            run.fire(SampleCallbacks.OnPlateau.class, plateau);
        }
    }
}
