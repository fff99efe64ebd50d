package dev.trackside.run;

import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended without failing; a failed one is an exception.
 *
 * @param run the run
 * @param outcome how it ended
 * @param reason why, in words; empty for a completed run
 * @param decisions what was decided, in order
 * @param summary the run in figures
 * @param folder the folder of the run; it exists only if something was put there
 * @since 0.1
 */
public record RunResult(
        Run run, Outcome outcome, Optional<String> reason, List<Decision> decisions, RunSummary summary, Path folder) {

    /** Copies the decisions. */
    public RunResult {
        decisions = List.copyOf(decisions);
    }
}
