package dev.trackside.processor.checks;

import dev.trackside.Artifact;
import dev.trackside.Batch;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.Gradients;
import dev.trackside.Metrics;
import dev.trackside.Predictions;
import dev.trackside.Validation;
import dev.trackside.processor.model.Delivery;
import dev.trackside.processor.model.EventInfo;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.Names;
import dev.trackside.processor.model.Parameter;
import dev.trackside.processor.model.TypeRef;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why a parameter receives nothing, and what was probably meant. */
final class UnknownParameter {

    private static final Map<String, String> EVENTS_OF = Map.of(
            Epoch.class.getName(), "@OnEpochEnd",
            Batch.class.getName(), "@OnBatchEnd",
            Validation.class.getName(), "@OnValidationEnd",
            Metrics.class.getName(), "@OnEpochEnd",
            Checkpoint.class.getName(), "@OnCheckpoint",
            Decision.class.getName(), "@OnDecision",
            Artifact.class.getName(), "@OnArtifact",
            Throwable.class.getName(), "@OnFailure");

    private static final Map<String, String> CAPABILITIES_OF_EVENTS =
            Map.of(Gradients.class.getName(), "@OnGradients", Predictions.class.getName(), "@OnValidationBatchEnd");

    private static final Set<String> SERVICES = Set.of("Run", "Plan", "Clock", "RunFiles", "Console");

    /** What people take from elsewhere under the same name: java.time.Clock, java.io.Console. */
    private static final Set<String> OURS = Set.of(
            "Run",
            "Plan",
            "Clock",
            "RunFiles",
            "Console",
            "Epoch",
            "Batch",
            "Validation",
            "Metrics",
            "Checkpoint",
            "Decision",
            "Artifact",
            "Weights",
            "Gradients",
            "LearningRate",
            "Predictions");

    private UnknownParameter() {}

    static void explain(Handler handler, Parameter parameter, Findings findings) {
        TypeRef type = parameter.type();
        EventInfo event = handler.event();
        if (type.is(Optional.class)) {
            explainOptional(event, parameter, findings);
            return;
        }
        String capabilityEvent = CAPABILITIES_OF_EVENTS.get(type.qualifiedName());
        if (capabilityEvent != null) {
            findings.add(Diagnostic.CAPABILITY_UNAVAILABLE, parameter.origin(), type, capabilityEvent, event.text());
            return;
        }
        boolean number = type.is(int.class) || type.is(long.class);
        if (number && !parameter.nameReadable()) {
            findings.add(
                    Diagnostic.UNREADABLE_NAME,
                    parameter.origin(),
                    parameter.text(),
                    MethodCheck.text(handler.method()));
            return;
        }
        String wrong = wrongEvent(event, parameter);
        if (wrong != null) {
            findings.add(Diagnostic.WRONG_PARAMETER, parameter.origin(), event.text(), described(parameter), wrong);
        } else {
            findings.add(Diagnostic.UNKNOWN_PARAMETER, parameter.origin(), parameter.text(), suggestion(parameter));
        }
    }

    private static void explainOptional(EventInfo event, Parameter parameter, Findings findings) {
        TypeRef type = parameter.type();
        if (type.isRaw()) {
            findings.add(Diagnostic.OPTIONAL_RAW, parameter.origin(), parameter.text());
            return;
        }
        TypeRef inner = type.arguments().get(0);
        String capabilityEvent = CAPABILITIES_OF_EVENTS.get(inner.qualifiedName());
        if (capabilityEvent != null) {
            findings.add(Diagnostic.CAPABILITY_UNAVAILABLE, parameter.origin(), inner, capabilityEvent, event.text());
        } else if (inner.packageName().equals("dev.trackside") && SERVICES.contains(inner.simpleName())) {
            findings.add(Diagnostic.OPTIONAL_SERVICE, parameter.origin(), parameter.text(), inner);
        } else if (EVENTS_OF.containsKey(inner.qualifiedName())) {
            boolean delivered = (inner.is(Epoch.class) && event.delivers(Delivery.EPOCH))
                    || (inner.is(Batch.class) && event.delivers(Delivery.BATCH))
                    || (inner.is(Validation.class) && event.delivers(Delivery.VALIDATION))
                    || (inner.is(Metrics.class) && event.delivers(Delivery.METRICS))
                    || (event.delivers(Delivery.PAYLOAD)
                            && inner.qualifiedName().equals(event.payload().qualifiedName()));
            findings.add(
                    Diagnostic.WRONG_PARAMETER,
                    parameter.origin(),
                    event.text(),
                    type,
                    delivered
                            ? "It is always there: take " + inner + " itself."
                            : "Use " + EVENTS_OF.get(inner.qualifiedName()) + ".");
        } else {
            findings.add(Diagnostic.UNKNOWN_PARAMETER, parameter.origin(), parameter.text(), suggestion(parameter));
        }
    }

    private static String described(Parameter parameter) {
        return parameter.type().kind() == TypeRef.Kind.PRIMITIVE
                ? "`" + parameter.text() + "`"
                : parameter.type().text();
    }

    private static @Nullable String wrongEvent(EventInfo event, Parameter parameter) {
        TypeRef type = parameter.type();
        boolean epoch = type.is(Epoch.class) || parameter.text().equals("int epoch");
        boolean batch = type.is(Batch.class) || parameter.text().equals("int batch");
        if ((epoch || batch) && event.delivers(Delivery.OPEN_VIEWS)) {
            return "It may come outside of one: take Optional<" + (epoch ? "Epoch" : "Batch") + ">.";
        }
        if (type.is(Batch.class) && event.delivers(Delivery.VALIDATION)) {
            return "Take Validation, or int batch at the events of validation batches.";
        }
        String other = epoch ? "@OnEpochEnd" : batch ? "@OnBatchEnd" : EVENTS_OF.get(type.qualifiedName());
        if (other != null) {
            return "Change the type, or the annotation to " + other + ".";
        }
        if (event.annotation().simpleName().equals("OnFailure")
                && (type.qualifiedName().endsWith("Exception")
                        || type.qualifiedName().endsWith("Error"))) {
            return "A failure can be any Throwable: take that and test it with instanceof.";
        }
        return event.own()
                        && type.isDeclared()
                        && !event.payload().isMissing()
                        && !type.packageName().startsWith("java.")
                ? "Its payload is " + event.payload() + "."
                : null;
    }

    private static String suggestion(Parameter parameter) {
        TypeRef type = parameter.type();
        String name = parameter.name();
        if (type.is(double.class) || type.is(float.class) || type.is(Double.class) || type.is(Float.class)) {
            return "Did you mean @Metric(\"" + snake(name) + "\") double " + name + "?";
        }
        if (type.is(OptionalDouble.class)) {
            return "Did you mean @Metric(\"" + snake(name) + "\") OptionalDouble " + name + "?";
        }
        if (type.is(int.class) || type.is(long.class) || type.is(Integer.class) || type.is(Long.class)) {
            return "Did you mean " + nearestNumber(name) + "?";
        }
        if (type.is(Optional.class)
                && Set.of("java.lang.Double", "java.lang.Float")
                        .contains(type.arguments().get(0).qualifiedName())) {
            return "Did you mean @Metric(\"" + snake(name) + "\") OptionalDouble " + name + "?";
        }
        if (OURS.contains(type.simpleName()) && !type.packageName().startsWith("dev.trackside")) {
            return "It is " + type.fullText() + ". Did you mean dev.trackside." + type.simpleName() + "?";
        }
        return "It receives views (Epoch, Batch, Validation, Run), metrics, services, capabilities, and objects of the"
                + " engine; what else it needs is an @Option or a field.";
    }

    private static String nearestNumber(String name) {
        String best = "int epoch";
        for (String candidate : new String[] {"int epoch", "int batch", "long step"}) {
            String word = candidate.substring(candidate.indexOf(' ') + 1);
            String bestWord = best.substring(best.indexOf(' ') + 1);
            if (Nearest.distance(name, word) < Nearest.distance(name, bestWord)) {
                best = candidate;
            }
        }
        return best;
    }

    /** {@code valLoss} as {@code val_loss}: engines report metrics so. */
    private static String snake(String name) {
        return Names.kebab(name).replace('-', '_');
    }
}
