package dev.trackside.plugin.lrschedule;

import dev.trackside.TracksideException;
import java.util.List;

/** One schedule of a sequence, as the file has it: its type, then its options, as in {@code cosine total=20 min-lr=0.001}. */
final class SequencePart {

    private SequencePart() {}

    static LearningRateSchedule parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        try {
            LearningRateSchedule part = new LearningRateSchedule();
            OptionText.set(part, "type", List.of(words[0]));
            if (part.type == ScheduleType.SEQUENTIAL) {
                throw new TracksideException("a sequence cannot be part of another. Write its parts here.");
            }
            for (int i = 1; i < words.length; i++) {
                setOption(part, words[i]);
            }
            return part;
        } catch (TracksideException fault) {
            throw new TracksideException("sequence, '%s': %s".formatted(text, fault.getMessage()), fault);
        }
    }

    private static void setOption(LearningRateSchedule part, String word) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw new TracksideException(
                    "'%s' is no option. Write the type, then NAME=VALUE, as in: cosine total=20.".formatted(word));
        }
        String name = word.substring(0, equals);
        if (!part.type.options().contains(name)) {
            throw new TracksideException("type %s does not take %s within a sequence; it takes %s."
                    .formatted(part.type, name, String.join(", ", part.type.options())));
        }
        OptionText.set(part, name, List.of(word.substring(equals + 1).split(",", -1)));
    }
}
