package dev.trackside.engine.mlp;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix that training changes, with its gradient.
 *
 * @param name name of the tensor, as in {@code layer0.weights}
 * @param value the numbers themselves
 * @param gradient the loss's derivatives at the last backward pass, of the same shape
 * @param decays whether L2 and weight decay apply; biases are left alone
 */
record Parameter(String name, DMatrixRMaj value, DMatrixRMaj gradient, boolean decays) {

    static Parameter zeros(String name, int rows, int columns, boolean decays) {
        return new Parameter(name, new DMatrixRMaj(rows, columns), new DMatrixRMaj(rows, columns), decays);
    }

    int size() {
        return value.getNumElements();
    }
}
