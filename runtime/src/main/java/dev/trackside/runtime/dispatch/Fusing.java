package dev.trackside.runtime.dispatch;

import java.util.Locale;

/** Whether the handlers of an event are fused into one class; {@code -Dtrackside.dispatch=auto|fused|array}. */
public enum Fusing {

    /** When it pays: from a few handlers on, and once the event has come often enough or the class is there already. */
    AUTO,

    /** From the first event on. */
    FUSED,

    /** Never; handlers are called in a loop. */
    ARRAY;

    /** The system property. */
    public static final String PROPERTY = "trackside.dispatch";

    /**
     * What the system property says.
     *
     * @return its value; {@link #AUTO} if it is not set
     * @throws IllegalArgumentException if it has another value
     */
    public static Fusing ofProperty() {
        String value = System.getProperty(PROPERTY, "auto");
        for (Fusing one : values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
                return one;
            }
        }
        throw new IllegalArgumentException("-D%s is '%s'. Set it to auto, fused or array.".formatted(PROPERTY, value));
    }
}
