package dev.trackside.engine.common;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examples to learn from: a matrix of features, one row an example, and a target for each row, which is the number of a class or
 * a quantity.
 *
 * <p>Immutable by convention: {@link #features()} and {@link #targets()} hand out the arrays themselves, because engines read
 * them in their inner loops; nobody writes to them.
 *
 * @since 0.1
 */
public final class Dataset {

    private final List<String> featureNames;
    private final double[] features;
    private final double[] targets;
    private final @Nullable ClassLabels classes;

    Dataset(List<String> featureNames, double[] features, double[] targets, @Nullable ClassLabels classes) {
        if (targets.length == 0) {
            throw new IllegalArgumentException("a dataset needs one row at least");
        }
        if (features.length != Math.multiplyExact(featureNames.size(), targets.length)) {
            throw new IllegalArgumentException("%d features do not make %d rows of %d"
                    .formatted(features.length, targets.length, featureNames.size()));
        }
        this.featureNames = List.copyOf(featureNames);
        this.features = features;
        this.targets = targets;
        this.classes = classes;
    }

    /**
     * Makes a dataset for classification; the classes are named by their numbers.
     *
     * @param features one row an example, all of one length; copied
     * @param labels the class of each row, from 0 to the number of classes minus 1; the largest one found tells how many there are
     * @throws IllegalArgumentException if the sizes do not match, a feature is not finite or there are less than two classes
     */
    public static Dataset classification(double[][] features, int[] labels) {
        int highest = Arrays.stream(labels).max().orElse(0);
        List<String> names = new ArrayList<>();
        for (int label = 0; label <= highest; label++) {
            names.add(Integer.toString(label));
        }
        double[] targets = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0) {
                throw new IllegalArgumentException(
                        "row %d has label %d, but labels begin at 0".formatted(row, labels[row]));
            }
            targets[row] = labels[row];
        }
        return of(features, targets, ClassLabels.of(names));
    }

    /**
     * Makes a dataset for regression.
     *
     * @param features one row an example, all of one length; copied
     * @param targets the quantity to learn of each row; copied
     * @throws IllegalArgumentException if the sizes do not match or a number is not finite
     */
    public static Dataset regression(double[][] features, double[] targets) {
        for (int row = 0; row < targets.length; row++) {
            requireFinite(targets[row], row);
        }
        return of(features, targets.clone(), null);
    }

    private static Dataset of(double[][] features, double[] targets, @Nullable ClassLabels classes) {
        if (features.length != targets.length) {
            throw new IllegalArgumentException(
                    "%d rows of features, but %d targets".formatted(features.length, targets.length));
        }
        int width = features.length == 0 ? 0 : features[0].length;
        double[] flat = new double[Math.multiplyExact(features.length, width)];
        for (int row = 0; row < features.length; row++) {
            if (features[row].length != width) {
                throw new IllegalArgumentException(
                        "row %d has %d features, but row 0 has %d".formatted(row, features[row].length, width));
            }
            for (double value : features[row]) {
                requireFinite(value, row);
            }
            System.arraycopy(features[row], 0, flat, row * width, width);
        }
        List<String> names = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            names.add(Integer.toString(column));
        }
        return new Dataset(names, flat, targets, classes);
    }

    private static void requireFinite(double value, int row) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("row %d holds %s".formatted(row, value));
        }
    }

    /** Number of rows, at least 1. */
    public int rows() {
        return targets.length;
    }

    /** Number of features of a row. */
    public int width() {
        return featureNames.size();
    }

    /** Names of the features; their indices if nobody named them. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** All features, row after row, {@link #width()} numbers each: the array itself, only to be read. */
    public double[] features() {
        return features;
    }

    /** The target of each row, the number of its class or a quantity: the array itself, only to be read. */
    public double[] targets() {
        return targets;
    }

    /** Whether the targets are numbers of classes. */
    public boolean isClassification() {
        return classes != null;
    }

    /**
     * The classes.
     *
     * @throws IllegalStateException if the targets are quantities
     */
    public ClassLabels classes() {
        if (classes == null) {
            throw new IllegalStateException("this dataset is for regression and has no classes");
        }
        return classes;
    }

    /**
     * Returns some of the rows as a dataset of its own.
     *
     * @param rows indices from 0, in the order wanted; at least one
     */
    public Dataset select(int[] rows) {
        int width = width();
        double[] selected = new double[Math.multiplyExact(rows.length, width)];
        double[] selectedTargets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features, rows[i] * width, selected, i * width, width);
            selectedTargets[i] = targets[rows[i]];
        }
        return new Dataset(featureNames, selected, selectedTargets, classes);
    }

    /** Returns the same rows with other features of the same number, as a scaling makes them. */
    Dataset withFeatures(double[] other) {
        return new Dataset(featureNames, other, targets, classes);
    }

    /**
     * Makes sure that a model for this dataset can be judged by another one.
     *
     * @throws DataException if the other one has another number of features, or is for another task or other classes
     */
    public void requireSameShape(Dataset other, String nameOfOther) {
        requireNonNull(other, nameOfOther);
        if (other.width() != width()) {
            throw new DataException("the %s data have %d features, but the training data have %d"
                    .formatted(nameOfOther, other.width(), width()));
        }
        if (other.isClassification() != isClassification()) {
            throw new DataException("the %s data are for %s, but the training data are for %s"
                    .formatted(nameOfOther, other.task(), task()));
        }
        if (isClassification() && !other.classes().equals(classes())) {
            throw new DataException("the %s data have the classes %s, but the training data have %s"
                    .formatted(nameOfOther, other.classes(), classes()));
        }
    }

    private String task() {
        return isClassification() ? "classification" : "regression";
    }

    /** Says the size: {@code 1437 rows x 64 features, 10 classes}. */
    @Override
    public String toString() {
        String size = "%d rows x %d features".formatted(rows(), width());
        return classes == null ? size + ", regression" : "%s, %d classes".formatted(size, classes.count());
    }
}
