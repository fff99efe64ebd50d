package dev.trackside.plugin.history;

import dev.trackside.Artifact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or table that a callback of a recorded run has handed in.
 *
 * @param name its name within the run, e.g. {@code confusion-matrix}
 * @param kind what it is
 * @param file where it was; it may be gone
 * @param callback the id of the callback that handed it in
 * @param step optimizer steps done at that moment
 * @param time when, by the wall clock
 * @param text of a table up to 256 KB its CSV, as the history read it soon after; empty for anything else
 * @since 0.1
 */
public record RecordedArtifact(
        String name, Artifact.Kind kind, Path file, String callback, long step, Instant time, Optional<String> text) {}
