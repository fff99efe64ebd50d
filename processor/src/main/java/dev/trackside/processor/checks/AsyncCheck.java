package dev.trackside.processor.checks;

import dev.trackside.Checkpoints;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.MetricWriter;
import dev.trackside.Phase;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.AsyncUse;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what runs on another thread only reports, receives nothing that is lent, and agrees on one queue. */
final class AsyncCheck implements Check {

    private static final List<Class<?>> WITHOUT_SNAPSHOT = List.of(
            Checkpoints.class, Gradients.class, LearningRate.class, MetricWriter.class, Tensor.class, Weights.class);

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        Set<HandlerMethod> lent = checkArguments(handlers, findings);
        HandlerMethod speaker = null;
        for (HandlerMethod method : handlers.methods()) {
            AsyncUse async = method.async();
            if (async == null || method.events().isEmpty()) {
                continue;
            }
            boolean answers = method.returnType().kind() != TypeRef.Kind.VOID;
            if (answers) {
                findings.add(Diagnostic.ASYNC_CONTROL, async.origin(), MethodCheck.text(method), method.returnType());
            }
            // What it returns or takes may be why the class is of that phase; then that is what is wrong.
            if (handlers.phase() != Phase.REPORT && !answers && !lent.contains(method)) {
                findings.add(Diagnostic.ASYNC_PHASE, async.origin(), MethodCheck.text(method), handlers.phase());
            }
            if (async.queue().given()) {
                checkQueue(async.queue(), speaker, findings);
                speaker = speaker == null ? method : speaker;
            }
        }
    }

    private static Set<HandlerMethod> checkArguments(HandlerClass handlers, Findings findings) {
        Set<HandlerMethod> lent = new HashSet<>();
        for (Handler handler : handlers.handlers()) {
            if (handler.method().async() != null) {
                handler.arguments().stream().filter(AsyncCheck::isLentForGood).forEach(argument -> {
                    lent.add(handler.method());
                    findings.add(
                            Diagnostic.ASYNC_LENT,
                            argument.parameter().origin(),
                            argument.parameter().text(),
                            MethodCheck.text(handler.method()));
                });
            }
        }
        return lent;
    }

    private static boolean isLentForGood(Argument argument) {
        return switch (argument.kind()) {
            case CAPABILITY, OPTIONAL_CAPABILITY -> !argument.hasSnapshot();
            case ENGINE_OBJECT, OPTIONAL_ENGINE_OBJECT, METRIC_WRITER -> true;
            case PAYLOAD ->
                WITHOUT_SNAPSHOT.stream().anyMatch(type -> argument.type().is(type));
            default -> false;
        };
    }

    private static void checkQueue(Value<Integer> queue, @Nullable HandlerMethod speaker, Findings findings) {
        if (queue.value() < 1) {
            findings.add(Diagnostic.ASYNC_QUEUE_NOT_POSITIVE, queue.origin(), queue.value());
        } else if (speaker != null) {
            AsyncUse first = Objects.requireNonNull(speaker.async());
            if (!first.queue().value().equals(queue.value())) {
                findings.add(
                        Diagnostic.ASYNC_QUEUES,
                        queue.origin(),
                        queue.value(),
                        MethodCheck.text(speaker),
                        first.queue().value());
            }
        }
    }
}
