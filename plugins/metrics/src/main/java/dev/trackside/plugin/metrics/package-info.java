/**
 * Metrics that an engine does not compute itself, from what it predicts in a validation, so that deciders and reporters can use them by name with any
 * engine.
 *
 * <p>{@link dev.trackside.plugin.metrics.ClassificationMetrics} and {@link dev.trackside.plugin.metrics.RegressionMetrics} agree with scikit-learn's
 * definitions, those for absent classes and for divisions by zero among them. They are examples of plugins that produce metrics whose names an option
 * gives: they run in the phase MEASURE, so whoever decides or reports at the same event sees what they have written.
 */
@NullMarked
package dev.trackside.plugin.metrics;

import org.jspecify.annotations.NullMarked;
