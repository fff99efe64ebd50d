package dev.trackside.runtime.selection;

import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Instance;
import dev.trackside.runtime.loading.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An instance that is to join a run.
 *
 * @param id the id of the instance
 * @param plugin its plugin
 * @param directions what the configuration says of it
 * @param why why it joins, in words: {@code configured at trackside.yaml:12}
 * @param asked whether somebody asked for it, so that a run without it would not be what they want; else it joins since it is there
 */
public record Selected(String id, FoundPlugin plugin, Directions directions, String why, boolean asked) {

    /**
     * Creates the instance and binds its options.
     *
     * @param created told of the instance before its options are bound, so that it is closed whatever comes of that
     * @return the instance
     * @throws RefusedException if its class cannot be loaded, its constructor fails, or its code while options are bound
     * @throws TracksideException with everything that is wrong with its options
     */
    public Instance create(Consumer<Object> created) {
        return Instance.of(id, plugin, directions.section(), created);
    }

    /**
     * What a failure of it means.
     *
     * @return what the configuration says, else what the plugin says, which may be {@link FailurePolicy#INFERRED}
     */
    public FailurePolicy onFailure() {
        return directions.onFailure() == FailurePolicy.INFERRED ? plugin.spec().onFailure() : directions.onFailure();
    }

    /**
     * Ids that run after it.
     *
     * @return those of the plugin, then those of the configuration
     */
    public List<String> before() {
        return both(plugin.spec().before(), directions.before());
    }

    /**
     * Ids that run before it.
     *
     * @return those of the plugin, then those of the configuration
     */
    public List<String> after() {
        return both(plugin.spec().after(), directions.after());
    }

    private static List<String> both(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return new ArrayList<>(all);
    }
}
