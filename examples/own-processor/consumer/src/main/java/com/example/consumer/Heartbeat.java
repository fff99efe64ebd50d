package com.example.consumer;

import dev.trackside.Console;
import dev.trackside.OnStep;
import dev.trackside.OnTrainEnd;

/** Tells that training is alive. */
public final class Heartbeat {

    /** Says so once a minute. */
    @OnStep(everySeconds = 60)
    void beat(long step, Console console) {
        console.line("alive at step " + step);
    }

    /** Says that it was. */
    @OnTrainEnd
    void end(Console console) {
        console.line("done");
    }
}
