package dev.trackside.bench.whole;

import dev.trackside.Gradients;
import dev.trackside.OnGradients;

/** Watches the norm of all gradients at each tenth batch. */
final class GradientNorms {

    static final int EVERY = 10;

    private int count;
    private double sum;
    private double highest;

    @OnGradients(every = EVERY)
    void computed(Gradients gradients) {
        double norm = gradients.norm();
        count++;
        sum += norm;
        highest = Math.max(highest, norm);
    }

    @Override
    public String toString() {
        return "%d norms, sum %s, highest %s".formatted(count, sum, highest);
    }
}
