package dev.trackside.testkit;

import dev.trackside.OnGradients;

/** A recorder for those who want to see gradient events, which cost an engine something. */
final class GradientEventRecorder extends EventRecorder {

    @OnGradients
    void gradients(int epoch, int batch) {
        note("OnGradients " + epoch + "/" + batch);
    }
}
