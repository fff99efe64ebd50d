package dev.trackside.testkit;

import dev.trackside.Gradients;
import dev.trackside.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradients of the batch at hand; refuses to be used at any other time, as an engine's must. */
final class LentGradients implements Gradients {

    private @Nullable FakeGradients current;

    void lend(@Nullable FakeGradients gradients) {
        current = gradients;
    }

    private FakeGradients current() {
        if (current == null) {
            throw new IllegalStateException("gradients are lent for the call of an @OnGradients handler only");
        }
        return current;
    }

    @Override
    public double norm() {
        return current().norm();
    }

    @Override
    public List<Tensor> tensors() {
        return current().tensors();
    }

    @Override
    public void scale(double factor) {
        current().scale(factor);
    }
}
