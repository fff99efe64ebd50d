package com.example.ownloop;

import dev.trackside.LearningRate;

/** Lets callbacks set the learning rate. */
// docs: the learning rate
record ModelRate(LogisticRegression model) implements LearningRate {

    @Override
    public double get() {
        return model.learningRate;
    }

    @Override
    public void set(double rate, String reason) {
        model.learningRate = rate;
    }
}
// docs: end
