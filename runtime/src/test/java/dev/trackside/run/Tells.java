package dev.trackside.run;

import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import java.util.List;

/** Tells when it is called, and closes. */
class Tells implements AutoCloseable {
    private final String name;
    private final List<String> heard;

    Tells(String name, List<String> heard) {
        this.name = name;
        this.heard = heard;
    }

    @OnTrainBegin
    void begin() {
        heard.add(name + " begins");
    }

    @OnEpochEnd
    void epoch(int epoch) {
        heard.add(name + " hears epoch " + epoch);
    }

    @OnTrainEnd
    void end() {
        heard.add(name + " ends");
    }

    @Override
    public void close() {
        heard.add(name + " closes");
    }
}
