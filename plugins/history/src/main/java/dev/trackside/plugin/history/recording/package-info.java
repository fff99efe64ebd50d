/**
 * How a run gets into the database. The plugin, {@link dev.trackside.plugin.history.HistoryRecorder}, copies what happens into an {@link
 * dev.trackside.plugin.history.recording.Entry} each and hands it to {@link dev.trackside.plugin.history.recording.HistoryWriter}, whose thread alone has the
 * database; {@code SessionRows} writes the rows of the session, and {@code Superseding} marks after a resume what it has taken the place of.
 */
@NullMarked
package dev.trackside.plugin.history.recording;

import org.jspecify.annotations.NullMarked;
