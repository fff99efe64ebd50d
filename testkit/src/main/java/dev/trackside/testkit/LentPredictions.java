package dev.trackside.testkit;

import dev.trackside.Predictions;
import org.jspecify.annotations.Nullable;

/** The predictions of the validation batch at hand; refuses to be used at any other time, as an engine's must. */
final class LentPredictions implements Predictions {

    private @Nullable FakePredictions current;

    void lend(@Nullable FakePredictions predictions) {
        current = predictions;
    }

    private FakePredictions current() {
        if (current == null) {
            throw new IllegalStateException(
                    "predictions are lent for the call of an @OnValidationBatchEnd handler only; keep a snapshot()");
        }
        return current;
    }

    @Override
    public int size() {
        return current().size();
    }

    @Override
    public int width() {
        return current().width();
    }

    @Override
    public double label(int example) {
        return current().label(example);
    }

    @Override
    public double output(int example, int output) {
        return current().output(example, output);
    }

    @Override
    public Predictions snapshot() {
        return current().snapshot();
    }
}
