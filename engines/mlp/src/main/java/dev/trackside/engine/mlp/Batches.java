package dev.trackside.engine.mlp;

import dev.trackside.engine.common.Dataset;
import org.ejml.data.DMatrixRMaj;

/** Cuts a dataset into batches of one size, the last one perhaps smaller, in buffers that are reused. */
final class Batches {

    private final Dataset dataset;
    private final double[] datasetTargets;
    private final int size;
    private final DMatrixRMaj input;
    private final double[] targets;

    /**
     * @param dataset the features
     * @param datasetTargets what to learn for each row, as the network learns it
     * @param size rows of a batch
     */
    Batches(Dataset dataset, double[] datasetTargets, int size) {
        this.dataset = dataset;
        this.datasetTargets = datasetTargets;
        this.size = Math.min(size, dataset.rows());
        this.input = new DMatrixRMaj(this.size, dataset.width());
        this.targets = new double[this.size];
    }

    /** Number of batches. */
    int count() {
        return (dataset.rows() + size - 1) / size;
    }

    /** Number of rows of the dataset. */
    int rows() {
        return dataset.rows();
    }

    /** Number of rows of a batch. */
    int rows(int batch) {
        return Math.min(size, dataset.rows() - batch * size);
    }

    /**
     * Fills the buffers with a batch.
     *
     * @param batch index from 0
     * @param order the rows in the order to be used
     */
    void load(int batch, int[] order) {
        int rows = rows(batch);
        int width = dataset.width();
        input.reshape(rows, width);
        for (int i = 0; i < rows; i++) {
            int row = order[batch * size + i];
            System.arraycopy(dataset.features(), row * width, input.getData(), i * width, width);
            targets[i] = datasetTargets[row];
        }
    }

    /** The features of the batch loaded last. */
    DMatrixRMaj input() {
        return input;
    }

    /** The targets of the batch loaded last, in an array that may be longer than the batch. */
    double[] targets() {
        return targets;
    }
}
