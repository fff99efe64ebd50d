/**
 * The file: opens SQLite databases that are histories and no others, says what is in them, and copies runs from one to another.
 *
 * <p>{@link dev.trackside.plugin.history.database.Database} opens them; {@link dev.trackside.plugin.history.database.Schema} and the SQL beside it say what is in
 * them, {@link dev.trackside.plugin.history.database.Trouble} in words what is the matter with one. Nothing here knows who records or reads.
 */
@NullMarked
package dev.trackside.plugin.history.database;

import org.jspecify.annotations.NullMarked;
