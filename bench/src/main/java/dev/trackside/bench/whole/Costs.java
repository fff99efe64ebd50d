package dev.trackside.bench.whole;

import dev.trackside.run.RunResult;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run says of its callbacks at its end. */
final class Costs {

    private Costs() {}

    static String of(@Nullable RunResult result) {
        if (result == null) {
            return "";
        }
        return result.summary().callbacks().stream()
                .map(callback -> String.format(
                        Locale.ROOT,
                        "    %-16s %9d calls  %6.2f %% +- %.2f %%, %d timed",
                        callback.id(),
                        callback.calls(),
                        100 * callback.cost().share(),
                        100 * callback.cost().error(),
                        callback.cost().timed()))
                .collect(Collectors.joining("\n"));
    }
}
