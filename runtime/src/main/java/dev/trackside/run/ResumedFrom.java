package dev.trackside.run;

import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.spi.StateValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Says where a run goes on, and what of its checkpoints is no good. */
final class ResumedFrom {

    private static final Logger LOG = LogManager.getLogger(ResumedFrom.class);

    private ResumedFrom() {}

    /**
     * Logs it: a line for each checkpoint that is damaged or was never finished, and one for what is taken.
     *
     * @param found what was found
     * @param now the time by the clock of the run
     */
    static void tell(CheckpointReader.Found found, Instant now) throws IOException {
        found.skipped()
                .forEach(skipped ->
                        LOG.error("The checkpoint {} is damaged and left out: {}", skipped.file(), skipped.why()));
        for (Path part : found.unfinished()) {
            LOG.warn(
                    "{} was never finished: the process that wrote it was killed. It is not used, and may be deleted.",
                    part);
        }
        LOG.info("resuming from {}: {}, saved {}", found.file(), position(found.data()), age(found.data(), now));
    }

    /** Says if nothing is left to be trained: who resumes a run that was complete seldom means that. */
    static void tellIfComplete(CheckpointReader.Found found, @Nullable Integer epochs) {
        Map<?, ?> counts = StateValues.as(Map.class, found.data().run().get("counts"));
        int ended = StateValues.toInt(counts.get("epochs-ended"));
        if (epochs != null && ended >= epochs) {
            LOG.warn(
                    "Nothing is left to train: the checkpoint has {} epochs, and run.epochs is {}, which counts those of before. Raise it (--epochs) to go on.",
                    ended,
                    epochs);
        }
    }

    /** Says if the last epoch ended early, as by a stop: it has had its end, so what was left of it is not made up for. */
    static void tellIfCutShort(CheckpointData data) {
        Map<?, ?> position = StateValues.as(Map.class, data.run().get("position"));
        Object planned = position.get("batches-planned"); // earlier versions do not say
        int batches = StateValues.toInt(position.get("batches-in-epoch"));
        if (planned != null
                && batches < StateValues.toInt(planned)
                && StateValues.toText(position.get("after")).equals("OnEpochEnd")) {
            int number = StateValues.toInt(position.get("epoch")) + 1;
            LOG.warn(
                    "Epoch {} was ended after {} of {} batches. The rest of it is not made up for: epoch {} comes next.",
                    number,
                    batches,
                    planned,
                    number + 1);
        }
    }

    private static String position(CheckpointData data) {
        Map<?, ?> position = StateValues.as(Map.class, data.run().get("position"));
        Map<?, ?> counts = StateValues.as(Map.class, data.run().get("counts"));
        int epoch = StateValues.toInt(position.get("epoch"));
        return "%s, step %d, after @%s"
                .formatted(
                        epoch < 0 ? "before the first epoch" : "epoch " + (epoch + 1),
                        StateValues.toLong(counts.get("steps")),
                        StateValues.toText(data.run().get("event")));
    }

    private static String age(CheckpointData data, Instant now) {
        Duration age = Duration.between(data.created(), now);
        if (age.isNegative()) {
            return "at " + data.created() + ", which is still to come by the clock of this machine";
        }
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s ago";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }
}
