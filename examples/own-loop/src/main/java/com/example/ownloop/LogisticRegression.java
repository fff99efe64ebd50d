package com.example.ownloop;

import com.example.ownloop.Tumors.Tumor;
import java.util.List;

/** A model of one's own: a weight for each measure, and one more. It knows nothing of Trackside. */
final class LogisticRegression {

    final double[] weights = new double[Tumors.MEASURES + 1];
    double learningRate = 0.1;

    /** Makes one step down the gradient of a batch; returns the loss before it. */
    double step(List<Tumor> batch) {
        double[] gradient = new double[weights.length];
        double loss = 0;
        for (Tumor tumor : batch) {
            double probability = benign(tumor);
            loss -= Math.log(tumor.benign() == 1 ? probability : 1 - probability);
            double error = probability - tumor.benign();
            for (int i = 0; i < Tumors.MEASURES; i++) {
                gradient[i] += error * tumor.measures()[i];
            }
            gradient[Tumors.MEASURES] += error;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= learningRate * gradient[i] / batch.size();
        }
        return loss / batch.size();
    }

    double loss(List<Tumor> tumors) {
        return tumors.stream()
                .mapToDouble(tumor -> -Math.log(tumor.benign() == 1 ? benign(tumor) : 1 - benign(tumor)))
                .average()
                .orElseThrow();
    }

    double accuracy(List<Tumor> tumors) {
        return tumors.stream()
                .mapToDouble(tumor -> benign(tumor) > 0.5 == (tumor.benign() == 1) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private double benign(Tumor tumor) {
        double sum = weights[Tumors.MEASURES];
        for (int i = 0; i < Tumors.MEASURES; i++) {
            sum += weights[i] * tumor.measures()[i];
        }
        return Math.min(Math.max(1 / (1 + Math.exp(-sum)), 1e-12), 1 - 1e-12);
    }
}
