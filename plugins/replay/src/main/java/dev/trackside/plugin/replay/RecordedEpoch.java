package dev.trackside.plugin.replay;

import dev.trackside.plugin.history.RecordedEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of one recorded epoch. */
final class RecordedEpoch {

    final List<RecordedEvent> batches = new ArrayList<>();
    final List<RecordedEvent> validationBatches = new ArrayList<>();

    @Nullable
    RecordedEvent validation;

    /** Its end; null if the record breaks off before. */
    @Nullable
    RecordedEvent end;

    private RecordedEpoch() {}

    /** Whether there was a validation that at least began. */
    boolean isValidated() {
        return validation != null || !validationBatches.isEmpty();
    }

    private void add(RecordedEvent event) {
        switch (event.kind()) {
            case BATCH -> batches.add(event);
            case VALIDATION_BATCH -> validationBatches.add(event);
            case VALIDATION -> validation = event;
            case EPOCH -> end = event;
        }
    }

    /** Divides events into epochs, one at a time, so that a long record is never in memory as a whole. */
    static Iterator<RecordedEpoch> of(Iterator<RecordedEvent> events) {
        return new Iterator<>() {

            private @Nullable RecordedEvent first = events.hasNext() ? events.next() : null;

            @Override
            public boolean hasNext() {
                return first != null;
            }

            @Override
            public RecordedEpoch next() {
                RecordedEvent event = first;
                if (event == null) {
                    throw new NoSuchElementException();
                }
                RecordedEpoch epoch = new RecordedEpoch();
                int index = event.epoch();
                while (event != null && event.epoch() == index) {
                    epoch.add(event);
                    event = events.hasNext() ? events.next() : null;
                }
                first = event;
                return epoch;
            }
        };
    }
}
