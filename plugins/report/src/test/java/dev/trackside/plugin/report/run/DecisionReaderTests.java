package dev.trackside.plugin.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionReaderTests {

    private final DecisionReader reader = new DecisionReader();

    private void decides(String callback, Decision.Effect effect, long from, long to) {
        for (long step = from; step <= to; step++) {
            reader.add(new Decision(
                    callback,
                    Decision.Kind.LEARNING_RATE,
                    "step " + step,
                    Optional.empty(),
                    "OnStep",
                    0,
                    step,
                    effect,
                    Map.of(),
                    Instant.EPOCH));
        }
    }

    private List<RunData.Decided> decided() {
        return reader.decided(decision -> decision.step() / 100.0);
    }

    @Test
    void tellsEachOfAFewInTheirOrder() {
        decides("a", Decision.Effect.TAKEN, 1, 5);
        decides("b", Decision.Effect.TAKEN, 6, 6);
        decides("a", Decision.Effect.TAKEN, 7, 11);

        assertThat(decided())
                .extracting(one -> one.first().step(), one -> one.last().step(), RunData.Decided::times)
                .containsExactly(
                        tuple(1L, 1L, 1L),
                        tuple(2L, 2L, 1L),
                        tuple(3L, 3L, 1L),
                        tuple(4L, 4L, 1L),
                        tuple(5L, 5L, 1L),
                        tuple(6L, 6L, 1L),
                        tuple(7L, 7L, 1L),
                        tuple(8L, 8L, 1L),
                        tuple(9L, 9L, 1L),
                        tuple(10L, 10L, 1L),
                        tuple(11L, 11L, 1L));
        assertThat(decided()).extracting(RunData.Decided::position).startsWith(0.01, 0.02);
    }

    @Test
    void tellsManyTogetherWhereTheyBegin() {
        decides("early", Decision.Effect.TAKEN, 1, 1);
        decides("often", Decision.Effect.TAKEN, 2, 8);
        decides("between", Decision.Effect.TAKEN, 9, 9);
        decides("often", Decision.Effect.TAKEN, 10, 13);
        decides("late", Decision.Effect.TAKEN, 14, 14);

        assertThat(decided())
                .extracting(
                        one -> one.first().callback(),
                        one -> one.first().step(),
                        one -> one.last().step(),
                        RunData.Decided::times,
                        RunData.Decided::position)
                .containsExactly(
                        tuple("early", 1L, 1L, 1L, 0.01),
                        tuple("often", 2L, 13L, 11L, 0.02),
                        tuple("between", 9L, 9L, 1L, 0.09),
                        tuple("late", 14L, 14L, 1L, 0.14));
    }

    @Test
    void countsByWhatBecameOfThem() {
        decides("a", Decision.Effect.TAKEN, 1, 10);
        decides("a", Decision.Effect.OVERRULED, 11, 20);

        assertThat(decided()).hasSize(20).extracting(RunData.Decided::times).containsOnly(1L);
    }
}
