/**
 * What every engine that learns from a table of numbers needs before it can start: reading, labels, splitting, scaling, losses.
 *
 * <p>{@link dev.trackside.engine.common.CsvTable#read CsvTable.read} turns a CSV file, plain or gzipped, into a table whose
 * errors name file, line and column. The table becomes a {@link dev.trackside.engine.common.Dataset Dataset} for
 * classification or regression; {@link dev.trackside.engine.common.Split Split} puts some of its rows aside for validation,
 * {@link dev.trackside.engine.common.Scaling Scaling} learns from the training rows how to bring the columns to one size. A
 * program that has its numbers already starts with {@code Dataset.classification} or {@code Dataset.regression}.
 *
 * <p>All of it repeats bit for bit: the same file and the same seed give the same numbers on every JDK.
 */
@NullMarked
package dev.trackside.engine.common;

import org.jspecify.annotations.NullMarked;
