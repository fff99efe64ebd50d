package dev.trackside.runtime.core;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import java.util.List;

/** Checkpoints as one callback gets them: what it asks for is recorded under its id. */
final class CallbackCheckpoints implements Checkpoints {

    private final TrainingRun run;
    private final CheckpointTaking taking;
    private final Callback callback;

    CallbackCheckpoints(TrainingRun run, CheckpointTaking taking, Callback callback) {
        this.run = run;
        this.taking = taking;
        this.callback = callback;
    }

    @Override
    public void request(String name) {
        run.thread().check("Checkpoints");
        taking.request(name, callback);
    }

    @Override
    public List<Checkpoint> saved() {
        run.thread().check("Checkpoints");
        return taking.saved();
    }

    @Override
    public void delete(Checkpoint checkpoint) {
        run.thread().check("Checkpoints");
        taking.delete(checkpoint);
    }
}
