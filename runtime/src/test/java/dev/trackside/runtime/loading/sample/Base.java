package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** What another plugin requires. */
@Plugin(value = "sample-base", attach = Attach.WHEN_CONFIGURED)
public final class Base {

    /** What others use of it. */
    public static final class Shared {

        private Shared() {}

        /** Something to call. */
        public static String text() {
            return "shared";
        }
    }

    @OnEpochEnd
    void hear() {}
}
