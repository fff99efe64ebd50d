package dev.trackside.testkit;

import dev.trackside.Validation;

/**
 * A validation for the direct call of a handler.
 *
 * @param epoch the index of its epoch, from 0
 * @param batch the index of the current validation batch, from 0; -1 before the first
 * @param examples the weight of that batch, positive
 * @param interrupted whether an interrupt cut it short
 * @since 0.1
 */
public record FakeValidation(int epoch, int batch, double examples, boolean interrupted) implements Validation {

    /** Checks the parts. */
    public FakeValidation {
        Checks.notNegative(epoch, "the index of an epoch");
        if (batch < -1) {
            throw new IllegalArgumentException("the index of a validation batch is at least -1, not " + batch);
        }
        if (!(examples > 0)) {
            throw new IllegalArgumentException("a validation batch has a positive weight, not " + examples);
        }
    }

    /**
     * A validation whose batches weigh 1.
     *
     * @param epoch the index of its epoch, from 0
     * @param batch the index of the current validation batch, from 0; -1 before the first
     * @param interrupted whether an interrupt cut it short
     */
    public FakeValidation(int epoch, int batch, boolean interrupted) {
        this(epoch, batch, 1, interrupted);
    }

    /**
     * A validation that nobody interrupts.
     *
     * @param epoch the index of its epoch, from 0
     * @param batch the index of the current validation batch, from 0; -1 before the first
     * @return the validation
     */
    public static FakeValidation of(int epoch, int batch) {
        return new FakeValidation(epoch, batch, false);
    }

    @Override
    public Validation snapshot() {
        return this;
    }
}
