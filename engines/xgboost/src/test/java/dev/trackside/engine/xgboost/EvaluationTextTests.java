package dev.trackside.engine.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.trackside.TracksideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTextTests {

    @Test
    void givesMetricsByNameWithAllTheirDigits() {
        assertThat(EvaluationText.parse("[12]\tset-mlogloss:0.41963272245600819\tset-merror:0.25"))
                .containsExactly(entry("mlogloss", 0.41963272245600819), entry("merror", 0.25));
    }

    @Test
    void readsNamesThatHoldAnArgumentOrAMinus() {
        assertThat(EvaluationText.parse("[0]\tset-tweedie-nloglik@1.5:2.5\tset-error@0.7:0.5"))
                .containsExactly(entry("tweedie-nloglik@1.5", 2.5), entry("error@0.7", 0.5));
    }

    @Test
    void readsWhatIsNoFiniteNumber() {
        assertThat(EvaluationText.parse("[0]\tset-a:nan\tset-b:-nan\tset-c:inf\tset-d:-inf"))
                .containsExactly(
                        entry("a", Double.NaN),
                        entry("b", Double.NaN),
                        entry("c", Double.POSITIVE_INFINITY),
                        entry("d", Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "[0]", "[0]\tother-rmse:1", "[0]\tset-rmse", "[0]\tset-rmse:much"})
    void refusesAnotherFormInsteadOfGuessing(String text) {
        assertThatThrownBy(() -> EvaluationText.parse(text))
                .isInstanceOf(TracksideException.class)
                .hasMessage("XGBoost gives its metrics in a form that is not understood: " + text);
    }
}
