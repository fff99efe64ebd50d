package dev.trackside.testkit.contract;

import dev.trackside.Control;
import java.util.ArrayList;
import java.util.List;

/** The events that a run has by the design, whatever is answered at one of them. */
final class Expected {

    private final EngineClaims claims;
    private final int epochs;
    private final int validateEvery;
    private final boolean gradients;
    private final String event;
    private final Control.Kind answer;
    private final List<String> events = new ArrayList<>();
    private long steps;
    private boolean stopEpoch;
    private boolean stop;

    private Expected(
            EngineClaims claims, int epochs, int validateEvery, boolean gradients, String event, Control.Kind answer) {
        this.claims = claims;
        this.epochs = epochs;
        this.validateEvery = validateEvery;
        this.gradients = gradients;
        this.event = event;
        this.answer = answer;
    }

    /** A run in which nobody answers. */
    static List<String> complete(EngineClaims claims) {
        return new Expected(claims, Trial.EPOCHS, 1, false, "", Control.Kind.PROCEED).events();
    }

    /** A complete run with the events of gradients. */
    static List<String> withGradients(EngineClaims claims) {
        return new Expected(claims, Trial.EPOCHS, 1, true, "", Control.Kind.PROCEED).events();
    }

    /** A complete run that validates in some epochs only. */
    static List<String> validating(EngineClaims claims, int epochs, int every) {
        return new Expected(claims, epochs, every, false, "", Control.Kind.PROCEED).events();
    }

    /** A run in which somebody answers at one event. */
    static List<String> answered(EngineClaims claims, String event, Control.Kind answer) {
        boolean gradients = event.startsWith("OnGradients");
        List<String> events = new Expected(claims, Trial.EPOCHS, 1, gradients, event, answer).events();
        events.removeIf(one -> one.startsWith("OnGradients"));
        return events;
    }

    private List<String> events() {
        fire("OnTrainBegin");
        for (int epoch = 0; epoch < epochs && !stop; epoch++) {
            stopEpoch = false;
            fire("OnEpochBegin " + epoch);
            if (!stopEpoch) {
                train(epoch);
                validate(epoch);
            }
            fire("OnEpochEnd " + epoch);
        }
        events.add("OnTrainEnd");
        return events;
    }

    private void train(int epoch) {
        for (int batch = 0; batch < claims.batches() && !stopEpoch; batch++) {
            String position = " " + epoch + "/" + batch;
            boolean steps = fire("OnBatchBegin" + position);
            if (steps && gradients) {
                steps = fire("OnGradients" + position);
            }
            if (steps) {
                this.steps++;
                fire("OnStep " + this.steps);
            }
            fire("OnBatchEnd" + position);
        }
    }

    private void validate(int epoch) {
        if (claims.validationBatches() == 0 || (epoch + 1) % validateEvery != 0) {
            return;
        }
        fire("OnValidationBegin " + epoch);
        for (int batch = 0; batch < claims.validationBatches(); batch++) {
            fire("OnValidationBatchBegin " + epoch + "/" + batch);
            fire("OnValidationBatchEnd " + epoch + "/" + batch);
        }
        fire("OnValidationEnd " + epoch);
    }

    /** Fires an event; returns whether nobody answered. */
    private boolean fire(String name) {
        events.add(name);
        if (!name.equals(event)) {
            return true;
        }
        stopEpoch |= answer.compareTo(Control.Kind.STOP_EPOCH) >= 0;
        stop |= answer == Control.Kind.STOP;
        return answer == Control.Kind.PROCEED;
    }
}
