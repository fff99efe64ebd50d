/**
 * Writes metrics as CSV files that spreadsheets, pandas and R open: a row an epoch, and if wanted a row every so many batches.
 *
 * <p>{@link dev.trackside.plugin.csv.CsvLog} decides what becomes a row and when; {@code RowFile} keeps one file whole, whatever happens: columns that
 * come late, a disk that is full, a run that is killed and resumed.
 */
@NullMarked
package dev.trackside.plugin.csv;

import org.jspecify.annotations.NullMarked;
