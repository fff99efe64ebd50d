package dev.trackside.plugin.tensorboard;

import com.google.protobuf.Value;
import dev.trackside.Outcome;
import dev.trackside.plugin.tensorboard.proto.HParamsPluginData;
import dev.trackside.plugin.tensorboard.proto.SessionEndInfo;
import dev.trackside.plugin.tensorboard.proto.SessionStartInfo;
import dev.trackside.plugin.tensorboard.proto.Status;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What TensorBoard's table of hyperparameters wants to know of a run. The table finds the metrics by itself, in the runs below the folder of the
 * session; an experiment, which would list options and metrics, is not written, as TensorBoard takes that of one run for all.
 */
final class HParams {

    private static final String PLUGIN = "hparams";
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private HParams() {}

    static Summary.Value begin(Map<String, String> parameters, Instant time) {
        SessionStartInfo.Builder start = SessionStartInfo.newBuilder().setStartTimeSecs(EventFolder.seconds(time));
        parameters.forEach((name, value) -> start.putHparams(name, value(value)));
        return Values.content(
                "_hparams_/session_start_info",
                PLUGIN,
                HParamsPluginData.newBuilder()
                        .setSessionStartInfo(start)
                        .build()
                        .toByteString());
    }

    static Summary.Value end(Status status, Instant time) {
        return Values.content(
                "_hparams_/session_end_info",
                PLUGIN,
                HParamsPluginData.newBuilder()
                        .setSessionEndInfo(
                                SessionEndInfo.newBuilder().setStatus(status).setEndTimeSecs(EventFolder.seconds(time)))
                        .build()
                        .toByteString());
    }

    /** How a run ended; empty for one that was interrupted, since it may go on: it stays a running one. */
    static Optional<Status> status(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED, STOPPED, LEFT -> Optional.of(Status.STATUS_SUCCESS);
            case FAILED -> Optional.of(Status.STATUS_FAILURE);
            case INTERRUPTED -> Optional.empty();
        };
    }

    /** Numbers and truth values as such, so that the table can sort and filter by them. */
    static Value value(String text) {
        Value.Builder value = Value.newBuilder();
        if (NUMBER.matcher(text).matches()) {
            return value.setNumberValue(Double.parseDouble(text)).build();
        }
        return text.equals("true") || text.equals("false")
                ? value.setBoolValue(text.equals("true")).build()
                : value.setStringValue(text).build();
    }
}
