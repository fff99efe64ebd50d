package dev.trackside.engine.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the engine puts into a checkpoint: the trees, as a file that XGBoost reads in any language, and what kind of model they are. There is
 * no more to boosting: the sums that the next round starts from follow from the trees, and all it draws from seed and round.
 */
final class XgboostState implements EngineState {

    private static final String MODEL = "model";
    private static final String FACTS = "facts";

    private final Model model;

    XgboostState(Model model) {
        this.model = model;
    }

    @Override
    public Map<String, byte[]> save() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(FACTS, model.facts().text().getBytes(UTF_8));
        parts.put(MODEL, model.save());
        return parts;
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        model.facts().requireSame(ModelFacts.parse(new String(part(parts, FACTS), UTF_8)));
        model.load(part(parts, MODEL));
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        byte[] bytes = parts.get(name);
        if (bytes == null) {
            throw new TracksideException("the checkpoint has no part '%s', which the xgboost engine needs; it has %s"
                    .formatted(name, parts.keySet()));
        }
        return bytes;
    }
}
