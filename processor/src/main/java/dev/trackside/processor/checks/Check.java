package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;

/** Judges one side of a class. Prints nothing, and does not throw to report a mistake of the user. */
interface Check {

    void check(HandlerClass handlers, Findings findings);
}
