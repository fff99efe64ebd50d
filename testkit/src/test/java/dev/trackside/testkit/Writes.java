package dev.trackside.testkit;

import dev.trackside.Console;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.RunFiles;
import java.util.List;

/** A callback that writes: a line and a live text an epoch, a table at the end. */
final class Writes {

    @Option
    String word = "epoch";

    @OnEpochEnd
    void epochEnd(int epoch, Console console) {
        console.live(word + " " + epoch + " live");
        console.line(word + " " + epoch);
    }

    @OnTrainEnd
    void trainEnd(RunFiles files) {
        files.table("words", List.of("word"), List.of(List.of(word)));
    }
}
