package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Value.Mapping;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import dev.trackside.runtime.config.Value.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML into values that know their line. Duplicate keys, recursion and expansion bombs are errors. */
final class YamlReader {

    private static final int MAX_VALUES = 100_000;
    private static final int MAX_DEPTH = 100;

    private final String name;
    private final @Nullable Path base;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private YamlReader(String name, @Nullable Path base) {
        this.name = name;
        this.base = base;
    }

    /**
     * Reads a document.
     *
     * @param name the file as messages name it
     * @param base the folder of the file
     * @param yaml its text
     */
    static Mapping read(String name, @Nullable Path base, String yaml) {
        return new YamlReader(name, base).document(yaml);
    }

    private Mapping document(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true) // reported here, with both lines
                .build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException bad) {
            throw unreadable(bad);
        } catch (YamlEngineException bad) {
            throw new TracksideException("%s: this is not readable YAML: %s".formatted(name, bad.getMessage()), bad);
        }
        if (root.isEmpty() || isNull(root.get())) {
            return Mapping.empty(new Where(name, base));
        }
        Value value = value(root.get());
        if (!(value instanceof Mapping mapping)) {
            throw fault(
                    root.get(),
                    "the file holds %s, but sections are expected: begin with 'run:', 'plugins:' and the like."
                            .formatted(value.kind()));
        }
        return new Mapping(new Where(name, base), mapping.entries(), mapping.keys());
    }

    private TracksideException unreadable(MarkedYamlEngineException bad) {
        String line = bad.getProblemMark()
                .or(bad::getContextMark)
                .map(mark -> ":" + (mark.getLine() + 1))
                .orElse("");
        String problem = bad.getProblem() == null ? String.valueOf(bad.getContext()) : bad.getProblem();
        String message;
        if (problem.contains("\\t")) {
            message = "there is a tab where YAML allows spaces only; replace it by spaces.";
        } else if (problem.contains("but found another document")
                || String.valueOf(bad.getContext()).contains("single document")) {
            message = "a second document begins here, but the file must be one; remove the line '---'.";
        } else {
            String during = bad.getContext() == null ? "" : " " + bad.getContext();
            message = "this is not readable YAML: %s%s; check indentation, colons and quotes here and just above."
                    .formatted(problem.strip(), during);
        }
        return new TracksideException("%s%s: %s".formatted(name, line, message.replaceAll("\\s+", " ")), bad);
    }

    private Value value(Node node) {
        if (++values > MAX_VALUES || open.size() > MAX_DEPTH) {
            throw fault(node, "the file is too large or too deep once its aliases are written out.");
        }
        if (node instanceof ScalarNode scalar) {
            return new Scalar(where(node), isNull(node) ? null : scalar.getValue(), Style.FILE);
        }
        if (!open.add(node)) {
            throw fault(node, "an alias refers to what it stands in; write the value out.");
        }
        try {
            if (node instanceof SequenceNode sequence) {
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(value(item));
                }
                return new Value.Items(where(node), items);
            }
            return mapping((MappingNode) node);
        } finally {
            open.remove(node);
        }
    }

    private Mapping mapping(MappingNode node) {
        Mapping mapping = Mapping.empty(where(node));
        List<Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
                throw fault(keyNode, "a key must be a plain name.");
            }
            String key = scalar.getValue();
            if (key.equals("<<") && scalar.isPlain()) {
                merge(tuple.getValueNode(), merged);
                continue;
            }
            Where earlier = mapping.keys().putIfAbsent(key, where(keyNode));
            if (earlier != null) {
                throw fault(keyNode, "'%s' is given twice, first at %s; keep one.".formatted(key, earlier.shown()));
            }
            mapping.entries().put(key, value(tuple.getValueNode()));
        }
        for (Mapping other : merged) {
            other.entries().forEach(mapping.entries()::putIfAbsent);
            other.keys().forEach(mapping.keys()::putIfAbsent);
        }
        return mapping;
    }

    private void merge(Node node, List<Mapping> merged) {
        Value value = value(node);
        List<Value> parts = value instanceof Value.Items items ? items.items() : List.of(value);
        for (Value part : parts) {
            if (!(part instanceof Mapping mapping)) {
                throw fault(node, "'<<' merges sections, but this is %s.".formatted(part.kind()));
            }
            merged.add(mapping);
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private Where where(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return new Where(mark.map(at -> name + ":" + (at.getLine() + 1)).orElse(name), base);
    }

    private TracksideException fault(Node node, String message) {
        return new TracksideException(where(node).shown() + ": " + message);
    }
}
