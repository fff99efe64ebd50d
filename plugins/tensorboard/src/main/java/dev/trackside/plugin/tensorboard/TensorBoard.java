package dev.trackside.plugin.tensorboard;

import dev.trackside.Artifact;
import dev.trackside.Attach;
import dev.trackside.Attachment;
import dev.trackside.Checkpoint;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.FailurePolicy;
import dev.trackside.Metrics;
import dev.trackside.OnArtifact;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.RunSummary;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes event files that TensorBoard reads: {@code tensorboard --logdir runs}.
 *
 * <p>Each run is shown as up to three: {@code train} and {@code validation}, whose curves of one tag lie over each other ({@code loss} is
 * {@code loss} in the one and {@code val_loss} in the other), and the run itself with its texts, images and hyperparameters.
 *
 * <ul>
 *   <li>Scalars: the metrics of each epoch, learning rate included; with {@code every} those of batches, as {@code batch/loss}.
 *   <li>Histograms: with {@code histograms} the weights, and the gradients of the first batch of the epoch.
 *   <li>Text: configuration, model, decisions, outcome. Images: PNG files handed in as artifacts.
 *   <li>HParams: the options of the run, and how it ended.
 * </ul>
 *
 * <p>The axis of all is the number of optimizer steps. A resumed run goes on in new files, which void what the older ones hold beyond the
 * checkpoint. What is written is handed to the operating system at the end of each epoch, and about every ten seconds in long ones. The files are
 * begun on a thread beside the training, as the first message of a program takes protobuf a while; what goes wrong there is told at the end
 * of the first epoch at the latest.
 *
 * <p>Where a file cannot be written the plugin is detached, loudly, and the run goes on.
 *
 * @since 0.1
 */
@Plugin(value = "tensorboard", phase = Phase.REPORT, attach = Attach.ALWAYS, onFailure = FailurePolicy.DETACH)
public final class TensorBoard implements AutoCloseable {

    private static final String VALIDATION = "val_";

    /** Where runs get a folder of their id each; if not given the files are in the folder of the run, under tensorboard. */
    @Option
    @Nullable
    Path folder;

    /** Optimizer steps from one point of the curves of batches to the next; 0 for no such curves. */
    @Option(min = 0)
    int every = 50;

    /** Epochs from one histogram of weights and gradients to the next; 0 for none. */
    @Option(min = 0)
    int histograms = 0;

    private final List<Attachment> parts = new ArrayList<>();
    private final List<Decision> ofStep = new ArrayList<>();
    private @Nullable Opening files;
    private @Nullable Sink sink;
    private @Nullable Beginning beginning;
    private @Nullable Console console;
    private boolean ended;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public TensorBoard() {}

    /** What is known when training begins, and written when it is clear from which step on. */
    private record Beginning(
            Path folder,
            Clock clock,
            Instant time,
            long step,
            Map<String, String> parameters,
            List<Texts.Shape> model) {}

    @OnTrainBegin
    void trainBegins(Run run, RunFiles runFiles, Clock clock, Console screen, Optional<Weights> weights) {
        console = screen;
        ended = false;
        List<Texts.Shape> model = new ArrayList<>();
        if (weights.isPresent()) {
            for (Tensor tensor : weights.get().tensors()) {
                model.add(Texts.Shape.of(tensor));
            }
        }
        long done = run.summary().steps();
        beginning = new Beginning(
                folder == null ? runFiles.folder().resolve("tensorboard") : folder.resolve(run.id()),
                clock,
                clock.now(),
                done == 0 ? 0 : done + 1, // attached late, perhaps once more
                run.parameters(),
                model);
        if (histograms > 0 && weights.isEmpty()) {
            screen.line(
                    "tensorboard: there are no histograms of weights, since the engine %s does not offer its weights"
                            .formatted(run.engine()));
        }
    }

    @OnResume
    void resumed(Run run, Checkpoint checkpoint) {
        open(run, firstStep(checkpoint));
    }

    @OnEpochBegin
    void epochBegins(Run run) {
        opening(run);
    }

    @OnEpochEnd
    void epochEnds(Run run, Epoch epoch, long step, Metrics metrics, Optional<Weights> weights) {
        EventFolder folder = files(run);
        List<Summary.Value> training = new ArrayList<>();
        List<Summary.Value> validation = new ArrayList<>();
        for (String name : metrics.names()) {
            if (name.startsWith(VALIDATION)) {
                String tag = Tags.of(name.substring(VALIDATION.length()));
                validation.add(Values.scalar(tag, metrics.get(name)));
            } else {
                training.add(Values.scalar(Tags.of(name), metrics.get(name)));
            }
        }
        training.add(Values.scalar("epoch", epoch.number()));
        if (histograms > 0 && epoch.number() % histograms == 0) {
            weights.ifPresent(each -> training.addAll(Values.histograms("weights", each.tensors())));
        }
        folder.add(Part.TRAIN, step, training);
        folder.add(Part.VALIDATION, step, validation);
        folder.flush();
    }

    @OnDecision
    void decided(Run run, Decision decision) {
        if (decision.kind() == Decision.Kind.LEARNING_RATE) {
            return; // a curve shows it
        }
        if (!ofStep.isEmpty() && ofStep.get(0).step() != decision.step()) {
            ofStep.clear();
        }
        ofStep.add(decision);
        // Of two texts of one tag and step TensorBoard may show the later alone, so it has both.
        session(run, decision.step(), Values.text("decisions", Texts.decisions(ofStep)));
    }

    @OnArtifact
    void handedIn(Run run, Artifact artifact) {
        Png.of(artifact).ifPresent(image -> session(run, run.summary().steps(), image));
    }

    @OnTrainEnd
    void trainEnds(Run run, Clock clock) {
        EventFolder folder = files(run);
        Outcome outcome = run.outcome().orElse(Outcome.COMPLETED);
        String reason = run.reason().map(why -> ": " + Markdown.escape(why)).orElse("");
        folder.add(Part.SESSION, run.summary().steps(), List.of(Values.text("outcome", Texts.word(outcome) + reason)));
        folder.flush();
        HParams.status(outcome).ifPresent(status -> folder.endHParams(HParams.end(status, clock.now())));
        ended = true;
    }

    /** Closes the files and detaches what it attached. */
    @Override
    public void close() {
        parts.forEach(Attachment::detach);
        parts.clear();
        Opening closing = files;
        files = null;
        sink = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (IOException fault) {
            if (console != null) { // an exception would fail the run
                console.line("tensorboard: the last events are not on disk: " + fault.getMessage());
            }
        }
    }

    private void session(Run run, long step, Summary.Value value) {
        EventFolder folder = files(run);
        folder.add(Part.SESSION, step, List.of(value));
        if (ended) {
            folder.flush();
        }
    }

    private EventFolder files(Run run) {
        if (sink != null) {
            sink.check();
        }
        return opening(run).await();
    }

    private Opening opening(Run run) {
        return files != null ? files : open(run, begun().step());
    }

    private Opening open(Run run, long from) {
        Beginning begun = begun();
        Opening opened = Opening.begin(() -> written(begun, from));
        files = opened;
        Sink sink = new Sink(opened::await);
        this.sink = sink;
        if (every > 0) {
            parts.add(run.attach(free(run, "tensorboard-batches"), new BatchScalars(sink, every)));
        }
        if (histograms > 0) {
            parts.add(run.attach(free(run, "tensorboard-gradients"), new GradientHistograms(sink, histograms)));
        }
        return opened;
    }

    /** Opens the files and writes what is known from the beginning; on another thread. */
    private static EventFolder written(Beginning begun, long from) {
        EventFolder opened = EventFolder.open(begun.folder(), begun.clock(), from);
        try {
            opened.beginHParams(HParams.begin(begun.parameters(), begun.time()));
            List<Summary.Value> texts = new ArrayList<>();
            texts.add(Values.text("configuration", Texts.configuration(begun.parameters())));
            if (!begun.model().isEmpty()) {
                texts.add(Values.text("model", Texts.model(begun.model())));
            }
            opened.add(Part.SESSION, from, texts);
            opened.flush();
            return opened;
        } catch (RuntimeException fault) {
            opened.abandon(fault);
            throw fault;
        }
    }

    private Beginning begun() {
        if (beginning == null) {
            throw new IllegalStateException("an event came before train begin");
        }
        return beginning;
    }

    /**
     * The first step that a resumed run writes itself. Curves of the checkpoint's step stay if they were written before it: those of the epoch that had
     * ended. In the middle of an epoch they are those of an epoch cut short, by an interrupt, which now goes on.
     */
    private static long firstStep(Checkpoint checkpoint) {
        return switch (checkpoint.event()) {
            case "OnStep",
                    "OnBatchEnd",
                    "OnValidationBegin",
                    "OnValidationBatchBegin",
                    "OnValidationBatchEnd",
                    "OnValidationEnd" -> checkpoint.step();
            default -> checkpoint.step() + 1;
        };
    }

    /** An id for a helper: a run may have several instances, each with helpers of its own. */
    private static String free(Run run, String id) {
        Set<String> taken =
                run.summary().callbacks().stream().map(RunSummary.Callback::id).collect(Collectors.toSet());
        String free = id;
        for (int i = 2; taken.contains(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }
}
