package dev.trackside.runtime.loading;

import dev.trackside.TracksideException;
import org.jspecify.annotations.Nullable;

/** A plugin that was found and turns out not to be usable when its class is loaded. */
public final class RefusedException extends TracksideException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Refusal refusal;

    RefusedException(Refusal refusal, @Nullable Throwable cause) {
        super(refusal.text(), cause);
        this.refusal = refusal;
    }

    /**
     * What was refused.
     *
     * @return jar, class, cause and remedy
     */
    public Refusal refusal() {
        return refusal != null ? refusal : new Refusal("", null, null, String.valueOf(getMessage()), "");
    }
}
