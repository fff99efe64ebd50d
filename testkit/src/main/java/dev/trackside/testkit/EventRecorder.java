package dev.trackside.testkit;

import dev.trackside.Artifact;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A callback that writes down the events of a run, in their order, as text:
 *
 * <pre>
 * OnTrainBegin
 * OnEpochBegin 0              the epoch
 * OnBatchBegin 0/2            epoch and batch
 * OnGradients 0/2             only of {@link #withGradients}
 * OnStep 1                    optimizer steps done
 * OnBatchEnd 0/2
 * OnValidationBegin 0
 * OnValidationBatchBegin 0/1  epoch and validation batch
 * OnValidationBatchEnd 0/1
 * OnValidationEnd 0
 * OnEpochEnd 0
 * OnDecision early-stopping STOP
 * OnCheckpoint last           its name
 * OnResume last
 * OnArtifact predictions      its name
 * OnFailure IllegalStateException
 * OnTrainEnd
 * </pre>
 *
 * <p>It takes neither metrics nor capabilities, so nothing is computed that would not be without it. {@link Simulation} attaches one by itself;
 * attach one by hand to watch a run with an engine or an own loop. For one run, on its thread.
 *
 * @since 0.1
 */
public class EventRecorder {

    private final List<String> events = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private @Nullable Run run;

    /** Creates a recorder that has seen nothing. It does not listen to {@code @OnGradients}. */
    public EventRecorder() {}

    /**
     * Creates a recorder that listens to {@code @OnGradients} too, which makes an engine fire them.
     *
     * @return a recorder that has seen nothing
     */
    public static EventRecorder withGradients() {
        return new GradientEventRecorder();
    }

    /**
     * What has happened.
     *
     * @return a copy, in order
     */
    public List<String> events() {
        return List.copyOf(events);
    }

    /**
     * The checkpoints that were taken, including ones that were replaced or deleted later.
     *
     * @return a copy, in order
     */
    public List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /**
     * The artifacts that were handed in.
     *
     * @return a copy, in order
     */
    public List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    /**
     * The run that is being recorded.
     *
     * @return empty before it begins
     */
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    final void note(String event) {
        events.add(event);
    }

    @OnTrainBegin
    void trainBegin(Run begun) {
        run = begun;
        note("OnTrainBegin");
    }

    @OnResume
    void resume(Checkpoint checkpoint) {
        note("OnResume " + checkpoint.name());
    }

    @OnEpochBegin
    void epochBegin(int epoch) {
        note("OnEpochBegin " + epoch);
    }

    @OnBatchBegin
    void batchBegin(int epoch, int batch) {
        note("OnBatchBegin " + epoch + "/" + batch);
    }

    @OnStep
    void step(long step) {
        note("OnStep " + step);
    }

    @OnBatchEnd
    void batchEnd(int epoch, int batch) {
        note("OnBatchEnd " + epoch + "/" + batch);
    }

    @OnValidationBegin
    void validationBegin(int epoch) {
        note("OnValidationBegin " + epoch);
    }

    @OnValidationBatchBegin
    void validationBatchBegin(int epoch, int batch) {
        note("OnValidationBatchBegin " + epoch + "/" + batch);
    }

    @OnValidationBatchEnd
    void validationBatchEnd(int epoch, int batch) {
        note("OnValidationBatchEnd " + epoch + "/" + batch);
    }

    @OnValidationEnd
    void validationEnd(int epoch) {
        note("OnValidationEnd " + epoch);
    }

    @OnEpochEnd
    void epochEnd(int epoch) {
        note("OnEpochEnd " + epoch);
    }

    @OnCheckpoint
    void checkpoint(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
        note("OnCheckpoint " + checkpoint.name());
    }

    @OnDecision
    void decision(Decision decision) {
        note("OnDecision " + decision.callback() + " " + decision.kind());
    }

    @OnArtifact
    void artifact(Artifact artifact) {
        artifacts.add(artifact);
        note("OnArtifact " + artifact.name());
    }

    @OnFailure
    void failure(Throwable failure) {
        note("OnFailure " + failure.getClass().getSimpleName());
    }

    @OnTrainEnd
    void trainEnd() {
        note("OnTrainEnd");
    }
}
