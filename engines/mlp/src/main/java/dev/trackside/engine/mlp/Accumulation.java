package dev.trackside.engine.mlp;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The gradients of the batches that share a step, added up until the last of them: each weighs as many examples as it has. */
final class Accumulation {

    private final List<Parameter> parameters;
    private List<Parameter> sums = List.of(); // made when they are first needed
    private int batches;
    private double examples;

    Accumulation(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /** The sum takes the place of the gradient; there is no value beside it. */
    private static Parameter zeros(Parameter parameter) {
        DMatrixRMaj value = parameter.value();
        return new Parameter(
                parameter.name(), value, new DMatrixRMaj(value.getNumRows(), value.getNumCols()), parameter.decays());
    }

    /** The number of batches that are added up. */
    int batches() {
        return batches;
    }

    double examples() {
        return examples;
    }

    /** The sums, as the gradients of parameters. */
    List<Parameter> sums() {
        if (sums.isEmpty()) {
            sums = parameters.stream().map(Accumulation::zeros).toList();
        }
        return sums;
    }

    /** Adds the gradients of a batch, which stay as they are. */
    void add(int rows) {
        for (int i = 0; i < parameters.size(); i++) {
            double[] sum = sums().get(i).gradient().getData();
            double[] gradient = parameters.get(i).gradient().getData();
            for (int j = 0; j < sum.length; j++) {
                sum[j] += gradient[j] * rows;
            }
        }
        batches++;
        examples += rows;
    }

    /** Makes the gradients of the last batch the mean over it and those that were added. */
    void complete(int rows) {
        double all = examples + rows;
        for (int i = 0; i < sums.size(); i++) {
            double[] sum = sums.get(i).gradient().getData();
            double[] gradient = parameters.get(i).gradient().getData();
            for (int j = 0; j < sum.length; j++) {
                gradient[j] = (sum[j] + gradient[j] * rows) / all;
            }
        }
    }

    /** Forgets what was added. */
    void clear() {
        if (batches > 0) {
            sums.forEach(sum -> sum.gradient().zero());
        }
        batches = 0;
        examples = 0;
    }

    /** Goes on with sums that were restored. */
    void resume(int batchesBefore, double examplesBefore) {
        batches = batchesBefore;
        examples = examplesBefore;
    }
}
