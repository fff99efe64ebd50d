package dev.trackside.run;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Overrides;
import dev.trackside.spi.Section;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configurations that somebody reads before a run is made of one of them: what a {@link dev.trackside.spi.CommandContext} gives to a command. Not for use by
 * several threads.
 */
public final class Configurations {

    /** By their whole, which the run is asked for with. */
    private final IdentityHashMap<Section, Known> known = new IdentityHashMap<>();

    private @Nullable Section usual;

    private record Known(ConfigFile file, List<String> settings) {}

    /** Creates it; nothing is read yet. */
    public Configurations() {}

    /**
     * What applies if nobody names a file: {@code -Dtrackside.config}, else {@code ./trackside.yaml}, else nothing.
     *
     * @return the whole of it; the same each time
     * @throws TracksideException in one sentence with file and line, if it is not what it should be
     */
    public Section usual() {
        Section read = usual;
        if (read == null) {
            read = keep(ConfigFile.usual(), List.of());
            usual = read;
        }
        return read;
    }

    /**
     * A file.
     *
     * @param file a file in YAML
     * @return the whole of it
     * @throws TracksideException in one sentence with file and line, if it is not there, or not what it should be
     */
    public Section read(Path file) {
        return keep(ConfigFile.read(file), List.of());
    }

    /**
     * A configuration without a file.
     *
     * @param settings as {@link RunBuilder#set} takes them
     * @return the whole of it
     * @throws TracksideException if one of them is no setting
     */
    public Section of(List<String> settings) {
        Overrides overrides = Overrides.none();
        for (String setting : settings) {
            overrides = overrides.set(setting);
        }
        return keep(ConfigFile.empty().with(overrides), settings);
    }

    /**
     * Begins a run.
     *
     * @param configuration the whole of a configuration that this object gave
     * @return a run of this configuration
     * @throws TracksideException if it is another one, or a part
     */
    public RunBuilder run(Section configuration) {
        Known chosen = known.get(configuration);
        if (chosen == null) {
            throw new TracksideException("A run needs the whole of a configuration, not the section '%s' of one."
                    .formatted(configuration.path()));
        }
        RunBuilder builder = Trackside.run();
        chosen.file().path().ifPresentOrElse(builder::config, builder::withoutConfig);
        chosen.settings().forEach(builder::set);
        return builder;
    }

    private Section keep(ConfigFile file, List<String> settings) {
        known.put(file.root(), new Known(file, List.copyOf(settings)));
        return file.root();
    }
}
