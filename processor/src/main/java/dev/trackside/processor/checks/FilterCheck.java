package dev.trackside.processor.checks;

import dev.trackside.processor.model.EventUse;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.Value;

/** Whether filters can ever let an occurrence pass. */
final class FilterCheck implements Check {

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (HandlerMethod method : handlers.methods()) {
            for (EventUse use : method.events()) {
                check(use, findings);
            }
        }
    }

    private static void check(EventUse use, Findings findings) {
        Value<Integer> every = use.every();
        Value<Integer> from = use.from();
        Value<Integer> until = use.until();
        if (every.value() < 1) {
            findings.add(Diagnostic.EVERY_NOT_POSITIVE, every.origin(), "every", every.value());
        }
        if (from.value() < 1) {
            findings.add(Diagnostic.COUNT_NOT_POSITIVE, from.origin(), "from", from.value());
        }
        if (until.value() < 1) {
            findings.add(Diagnostic.COUNT_NOT_POSITIVE, until.origin(), "until", until.value());
        } else if (until.value() < from.value()) {
            findings.add(
                    Diagnostic.FILTER_NEVER_FIRES, until.origin(), "until", until.value(), "from = " + from.value());
        }
        checkWindow(use, findings);
        use.at().forEach(count -> checkExact(use, count, findings));
        checkInterval(use, findings);
    }

    /** A window shorter than the period may hold none of its counts. */
    private static void checkWindow(EventUse use, Findings findings) {
        int every = use.every().value();
        int from = use.from().value();
        int until = use.until().value();
        boolean sound = every >= 1 && from >= 1 && until >= from;
        if (sound && until / every == (from - 1) / every) {
            Value<Integer> blamed = use.every();
            findings.add(
                    Diagnostic.FILTER_NEVER_FIRES,
                    blamed.origin(),
                    "every",
                    every,
                    use.from().given() ? "from = " + from + ", until = " + until : "until = " + until);
        }
    }

    private static void checkExact(EventUse use, Value<Integer> count, Findings findings) {
        if (count.value() < 1) {
            findings.add(Diagnostic.COUNT_NOT_POSITIVE, count.origin(), "at", count.value());
            return;
        }
        String against = null;
        if (use.every().value() > 0 && count.value() % use.every().value() != 0) {
            against = "every = " + use.every().value();
        } else if (count.value() < use.from().value()) {
            against = "from = " + use.from().value();
        } else if (count.value() > use.until().value()
                && use.until().value() >= use.from().value()) {
            against = "until = " + use.until().value();
        }
        if (against != null) {
            findings.add(Diagnostic.FILTER_NEVER_FIRES, count.origin(), "at", count.value(), against);
        }
    }

    private static void checkInterval(EventUse use, Findings findings) {
        Value<Double> seconds = use.everySeconds();
        boolean none = seconds.value() == 0 && !seconds.given();
        if (none) {
            return;
        }
        if (!(seconds.value() > 0) || seconds.value().isInfinite()) {
            findings.add(Diagnostic.EVERY_NOT_POSITIVE, seconds.origin(), "everySeconds", seconds.value());
        }
        String counted = use.firstCounted();
        if (counted != null) {
            findings.add(Diagnostic.EVERY_AND_INTERVAL, seconds.origin(), counted);
        }
    }
}
