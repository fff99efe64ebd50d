package dev.trackside.plugin.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Where in a run a line stands.
 *
 * @param event the kind of the line
 * @param at the event of the run at which it was, e.g. {@code OnEpochEnd}; empty if it does not say
 * @param epoch the number of the epoch, from 1; 0 if it does not say
 * @param batch the number of the batch, from 1; 0 if it does not say
 * @param step optimizer steps done; -1 if it does not say
 */
record Position(String event, String at, long epoch, long batch, long step) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the position from a line.
     *
     * @throws IOException if the line is no JSON object
     */
    static Position of(String line) throws IOException {
        String event = "";
        String at = "";
        long epoch = 0;
        long batch = 0;
        long step = -1;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "event" -> event = json.getText();
                    case "at" -> at = json.getText();
                    case "epoch" -> epoch = json.getLongValue();
                    case "batch" -> batch = json.getLongValue();
                    case "step" -> step = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
        }
        return new Position(event, at, epoch, batch, step);
    }

    /** Whether a line of the same kind says the same or comes after it: the row of an epoch or batch that is told once more. */
    boolean isTold(Position other) {
        return event.equals(other.event) && (epoch > other.epoch || (epoch == other.epoch && batch >= other.batch));
    }

    /** Whether the line stands after a place in the run. */
    boolean isAfter(Position place) {
        if (step != place.step) {
            return step > place.step;
        }
        if (at.isEmpty() || epoch == 0) {
            return false;
        }
        return epoch != place.epoch ? epoch > place.epoch : rank(at) > rank(place.at);
    }

    /** The order of the events of one step. */
    private static int rank(String event) {
        if (event.equals("OnEpochEnd")) {
            return 2;
        }
        return event.startsWith("OnValidation") ? 1 : 0;
    }
}
