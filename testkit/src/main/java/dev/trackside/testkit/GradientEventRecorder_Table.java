package dev.trackside.testkit;

import dev.trackside.Artifact;
import dev.trackside.Attach;
import dev.trackside.Checkpoint;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.FailurePolicy;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnGradients;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Phase;
import dev.trackside.Run;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dispatches to {@link GradientEventRecorder}. */
public final class GradientEventRecorder_Table extends HandlerTable {

    /** For the run. */
    public GradientEventRecorder_Table() {}

    @Override
    public Class<?> handlerClass() {
        return GradientEventRecorder.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "gradient-event-recorder",
                false,
                Phase.REPORT,
                Attach.ALWAYS,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                HandlerSpec.on(OnTrainBegin.class, "trainBegin(Run)")
                        .needs(Run.class)
                        .build(),
                HandlerSpec.on(OnResume.class, "resume(Checkpoint)").build(),
                HandlerSpec.on(OnEpochBegin.class, "epochBegin(int)").build(),
                HandlerSpec.on(OnBatchBegin.class, "batchBegin(int, int)").build(),
                HandlerSpec.on(OnStep.class, "step(long)").build(),
                HandlerSpec.on(OnBatchEnd.class, "batchEnd(int, int)").build(),
                HandlerSpec.on(OnValidationBegin.class, "validationBegin(int)").build(),
                HandlerSpec.on(OnValidationBatchBegin.class, "validationBatchBegin(int, int)")
                        .build(),
                HandlerSpec.on(OnValidationBatchEnd.class, "validationBatchEnd(int, int)")
                        .build(),
                HandlerSpec.on(OnValidationEnd.class, "validationEnd(int)").build(),
                HandlerSpec.on(OnEpochEnd.class, "epochEnd(int)").build(),
                HandlerSpec.on(OnCheckpoint.class, "checkpoint(Checkpoint)").build(),
                HandlerSpec.on(OnDecision.class, "decision(Decision)").build(),
                HandlerSpec.on(OnArtifact.class, "artifact(Artifact)").build(),
                HandlerSpec.on(OnFailure.class, "failure(Throwable)").build(),
                HandlerSpec.on(OnTrainEnd.class, "trainEnd()").build(),
                HandlerSpec.on(OnGradients.class, "gradients(int, int)").build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((GradientEventRecorder) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final GradientEventRecorder recorder;
        private final Run run;

        private Bound(GradientEventRecorder recorder, Binder binder) {
            this.recorder = recorder;
            this.run = binder.service(Run.class);
        }

        @Override
        public @Nullable Control call(int handler, Frame frame) {
            switch (handler) {
                case 0 -> recorder.trainBegin(run);
                case 1 -> recorder.resume((Checkpoint) frame.payload());
                case 2 -> recorder.epochBegin(frame.epochIndex());
                case 3 -> recorder.batchBegin(frame.epochIndex(), frame.batchIndex());
                case 4 -> recorder.step(frame.step());
                case 5 -> recorder.batchEnd(frame.epochIndex(), frame.batchIndex());
                case 6 -> recorder.validationBegin(frame.epochIndex());
                case 7 -> recorder.validationBatchBegin(frame.epochIndex(), frame.batchIndex());
                case 8 -> recorder.validationBatchEnd(frame.epochIndex(), frame.batchIndex());
                case 9 -> recorder.validationEnd(frame.epochIndex());
                case 10 -> recorder.epochEnd(frame.epochIndex());
                case 11 -> recorder.checkpoint((Checkpoint) frame.payload());
                case 12 -> recorder.decision((Decision) frame.payload());
                case 13 -> recorder.artifact((Artifact) frame.payload());
                case 14 -> recorder.failure((Throwable) frame.payload());
                case 15 -> recorder.trainEnd();
                case 16 -> recorder.gradients(frame.epochIndex(), frame.batchIndex());
                default -> throw new IndexOutOfBoundsException(handler);
            }
            return null;
        }
    }
}
