package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Value.Mapping;
import dev.trackside.runtime.config.Value.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a run: a file in YAML, or none, with {@link Overrides} above it.
 *
 * <p><code>${env:NAME}</code> in a value is replaced by an environment variable when the value is asked for; such values are shown as
 * {@code ***}. <code>$${</code> stands for <code>${</code>. Relative paths are relative to the folder of the file. Not for use by several
 * threads, since sections remember what was asked.
 */
public final class ConfigFile {

    private static final String PROPERTY = "trackside.config";
    private static final Path USUAL = Path.of("trackside.yaml");
    private static final int MAX_BYTES = 3 * 1024 * 1024;

    private final Mapping mapping;
    private final @Nullable Path path;
    private final Environment environment;
    private final Overrides overrides;
    private final OverrideLayer layer;
    private final YamlSection root;

    private ConfigFile(Mapping mapping, @Nullable Path path, Environment environment, Overrides overrides) {
        this.mapping = mapping;
        this.path = path;
        this.environment = environment;
        this.overrides = overrides;
        this.layer = new OverrideLayer(overrides, mapping.entries().keySet());
        this.root = new YamlSection("", mapping, layer, environment);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content
     * @throws TracksideException in one sentence with file and line, if it is not there, or not what it should be
     */
    public static ConfigFile read(Path file) {
        return read(file, Environment.system());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param environment where <code>${env:NAME}</code> is looked up
     * @return its content
     * @throws TracksideException in one sentence with file and line, if it is not there, or not what it should be
     */
    public static ConfigFile read(Path file, Environment environment) {
        String text = content(file);
        @Nullable Path folder = file.getParent();
        return new ConfigFile(YamlReader.read(file.toString(), folder, text), file, environment, Overrides.none());
    }

    /**
     * A configuration from text, for tests and programs; relative paths are relative to the working directory.
     *
     * @param name what messages call it
     * @param yaml the text
     * @return its content
     * @throws TracksideException in one sentence with name and line, if it is not what it should be
     */
    public static ConfigFile of(String name, String yaml) {
        return of(name, yaml, Environment.system());
    }

    /**
     * A configuration from text, for tests and programs; relative paths are relative to the working directory.
     *
     * @param name what messages call it
     * @param yaml the text
     * @param environment where <code>${env:NAME}</code> is looked up
     * @return its content
     * @throws TracksideException in one sentence with name and line, if it is not what it should be
     */
    public static ConfigFile of(String name, String yaml, Environment environment) {
        return new ConfigFile(YamlReader.read(name, null, yaml), null, environment, Overrides.none());
    }

    /**
     * No file.
     *
     * @return a configuration without keys
     */
    public static ConfigFile empty() {
        Mapping nothing = Mapping.empty(new Where("the configuration (no file was read)", null));
        return new ConfigFile(nothing, null, Environment.system(), Overrides.none());
    }

    /**
     * The file that a program reads if nobody names one: that of the system property {@code trackside.config}, else {@code trackside.yaml} in the
     * working directory, else none.
     *
     * @return its content
     * @throws TracksideException in one sentence with file and line, if the file of the property is not there, or one is not what it should be
     */
    public static ConfigFile usual() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return read(Path.of(named));
        }
        return Files.exists(USUAL) ? read(USUAL) : empty();
    }

    /**
     * The same file with values above it. What was asked of this one is forgotten.
     *
     * @param stronger values that win over the file and over earlier overrides
     * @return a configuration to ask from now on
     */
    public ConfigFile with(Overrides stronger) {
        return new ConfigFile(mapping, path, environment, overrides.and(stronger));
    }

    /**
     * Its sections.
     *
     * @return the whole file as a section; the same object each time
     */
    public YamlSection root() {
        return root;
    }

    /**
     * The file it was read from.
     *
     * @return the path as given, or empty if there was no file
     */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * Ids of plugins that overrides may speak of: the first parts of their keys, where the file has no section of that name.
     *
     * @return ids in the order in which they were set
     */
    public Set<String> overriddenIds() {
        Set<String> ids = new LinkedHashSet<>(layer.heads());
        ids.remove("plugins");
        ids.addAll(layer.keysBelow("plugins"));
        return ids;
    }

    /**
     * What nobody asked for, in the file and among the overrides. Ask when everybody who reads the configuration has read it.
     *
     * @return one fault a key, with its line and the nearest key that was asked for
     */
    public List<TracksideException> unknownKeys() {
        return unknownKeys(Set.of());
    }

    /**
     * What nobody asked for, but for overrides that somebody may still ask for.
     *
     * @param later what keys of such overrides have before their first dot
     * @return as {@link #unknownKeys()}
     */
    public List<TracksideException> unknownKeys(Set<String> later) {
        List<TracksideException> unknown = new ArrayList<>(root.unknownKeys());
        layer.unasked().forEach((key, origin) -> {
            int dot = key.indexOf('.');
            if (dot > 0 && later.contains(key.substring(0, dot))) {
                return;
            }
            Set<String> known = new LinkedHashSet<>();
            knownPaths(root, "", known);
            unknown.add(new TracksideException(
                    "%s: nothing is configured by '%s'%s".formatted(origin, key, Nearest.hint(key, known))));
        });
        return unknown;
    }

    private static void knownPaths(YamlSection section, String prefix, Set<String> known) {
        for (String key : section.asked()) {
            YamlSection inner = section.inner(key);
            if (inner == null || inner.asked().isEmpty()) {
                known.add(prefix + key);
            } else {
                knownPaths(inner, prefix.isEmpty() && key.equals("plugins") ? "" : prefix + key + ".", known);
            }
        }
    }

    /**
     * What the file takes from the environment by reference.
     *
     * @return the values of the variables that it names
     */
    public Secrets secrets() {
        List<String> values = new ArrayList<>();
        Interpolation.collect(mapping, environment, values);
        return new Secrets(values);
    }

    /**
     * All values as they are shown to people and kept in records.
     *
     * @return texts by dotted path, in the order of the file, secrets as {@code ***}
     */
    public Map<String, String> parameters() {
        return Parameters.of(
                mapping, new OverrideLayer(overrides, mapping.entries().keySet()));
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new TracksideException("%s: a configuration of more than %d MB is not read; is it the right file?"
                        .formatted(file, MAX_BYTES >> 20));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException bad) {
            throw new TracksideException(
                    "%s: the file is not text in UTF-8; save it in that encoding.".formatted(file), bad);
        } catch (NoSuchFileException missing) {
            throw new TracksideException("%s: there is no such file%s".formatted(file, nearest(file)), missing);
        } catch (IOException bad) {
            String what = Files.isDirectory(file) ? "this is a folder, not a file" : "the file cannot be read";
            throw new TracksideException("%s: %s (%s).".formatted(file, what, bad.getMessage()), bad);
        }
    }

    private static String nearest(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            return ".";
        }
        if (!Files.isDirectory(folder)) {
            return ", nor its folder.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(other -> String.valueOf(other.getFileName()))
                    .toList();
            return Nearest.of(name.toString(), names)
                    .map(near -> "; did you mean '" + file.resolveSibling(near) + "'?")
                    .orElse(".");
        } catch (IOException unreadable) {
            return ", and its folder cannot be read.";
        }
    }
}
