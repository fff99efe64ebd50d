package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** Uses a library that may be of another version than it was compiled with. */
@Plugin(value = "sample-contracted", attach = Attach.WHEN_CONFIGURED)
public final class Contracted {

    @OnEpochEnd
    void hear() {
        try {
            Class<?> type = Class.forName("lib.Implementation", true, getClass().getClassLoader());
            ((Contract) type.getConstructor().newInstance()).fulfil();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
