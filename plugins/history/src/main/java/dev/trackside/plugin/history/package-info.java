/**
 * Keeps every run in an SQLite database, {@code .trackside/history.db}, and reads it back.
 *
 * <p>To read, begin with {@link dev.trackside.plugin.history.History}: it lists runs, and a {@link dev.trackside.plugin.history.RecordedRun} tells all that
 * is known of one; the readers beside them, such as {@code EventReader}, make of rows what they tell. To write, {@link
 * dev.trackside.plugin.history.HistoryRecorder} is the plugin: its handlers hand what happens to {@code recording}, which writes it on a thread of its own. {@code
 * database} opens files, and its SQL says what is in them.
 */
@NullMarked
package dev.trackside.plugin.history;

import org.jspecify.annotations.NullMarked;
