package dev.trackside.processor.checks;

import dev.trackside.Phase;
import dev.trackside.Predictions;
import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.Origin;
import dev.trackside.processor.model.TypeRef;

/** Whether what runs on another thread only reports, and receives nothing that is lent. */
final class AsyncCheck implements Check {

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (HandlerMethod method : handlers.methods()) {
            Origin async = method.async();
            if (async == null || method.events().isEmpty()) {
                continue;
            }
            boolean answers = method.returnType().kind() != TypeRef.Kind.VOID;
            if (answers) {
                findings.add(Diagnostic.ASYNC_CONTROL, async, MethodCheck.text(method), method.returnType());
            }
            if (handlers.phase() != Phase.REPORT && !answers) {
                findings.add(Diagnostic.ASYNC_PHASE, async, MethodCheck.text(method), handlers.phase());
            }
        }
        for (Handler handler : handlers.handlers()) {
            if (handler.method().async() != null) {
                handler.arguments().stream()
                        .filter(AsyncCheck::isLentForGood)
                        .forEach(argument -> findings.add(
                                Diagnostic.ASYNC_LENT,
                                argument.parameter().origin(),
                                argument.parameter().text(),
                                MethodCheck.text(handler.method())));
            }
        }
    }

    private static boolean isLentForGood(Argument argument) {
        return switch (argument.kind()) {
            case CAPABILITY, OPTIONAL_CAPABILITY -> !argument.type().is(Predictions.class);
            case ENGINE_OBJECT, OPTIONAL_ENGINE_OBJECT, METRIC_WRITER -> true;
            default -> false;
        };
    }
}
