package dev.trackside.runtime.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fault as it may be logged, where its own message would tell a secret. */
final class MaskedFault extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 50;

    private MaskedFault(String text, StackTraceElement[] stack) {
        super(text);
        setStackTrace(stack);
    }

    /** The fault itself if it tells no secret, else one that reads like it. */
    static Throwable of(Throwable fault, UnaryOperator<String> mask) {
        boolean tells = false;
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = fault; one != null && chain.size() < MAX_DEPTH; one = one.getCause()) {
            chain.add(one);
            tells |= tells(one, mask);
            for (Throwable beside : one.getSuppressed()) {
                tells |= tells(beside, mask);
            }
        }
        if (!tells) {
            return fault;
        }
        MaskedFault masked = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Throwable one = chain.get(i);
            MaskedFault next = masked(one, mask);
            if (masked != null) {
                next.initCause(masked);
            }
            for (Throwable beside : one.getSuppressed()) {
                next.addSuppressed(masked(beside, mask));
            }
            masked = next;
        }
        return masked == null ? fault : masked;
    }

    private static boolean tells(Throwable fault, UnaryOperator<String> mask) {
        String text = fault.toString();
        return !mask.apply(text).equals(text);
    }

    private static MaskedFault masked(Throwable fault, UnaryOperator<String> mask) {
        return new MaskedFault(mask.apply(fault.toString()), fault.getStackTrace());
    }
}
