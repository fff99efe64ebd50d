/**
 * Keeps every run in an SQLite database, {@code .trackside/history.db}, and reads it back.
 *
 * <p>To read, begin with {@link dev.trackside.plugin.history.History}: it lists runs, and a {@link dev.trackside.plugin.history.RecordedRun} tells all that
 * is known of one. To write, {@link dev.trackside.plugin.history.HistoryRecorder} is the plugin: its handlers copy what happens into an {@code Entry} each;
 * {@code EntryQueue} takes it to {@code HistoryWriter}, whose thread alone has the database; {@code SessionRows} writes the rows of the session. {@code
 * Database} opens files, {@code Schema} and the SQL beside it say what is in them.
 */
@NullMarked
package dev.trackside.plugin.history;

import org.jspecify.annotations.NullMarked;
