package dev.trackside.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values in plain form as JSON and back. What JSON cannot hold is an object with one key that begins with {@code $}: {@code {"$double":
 * "NaN"}}; arrays of primitives and snapshots of weights are kept in files of their own, which {@code {"$array": "int", "file": …}} and
 * {@code {"$weights": …}} name.
 */
final class PlainJson {

    private static final String TAG = "$";
    private static final String DOUBLE = "$double";
    private static final String ARRAY = "$array";
    private static final String FILE = "file";
    private static final String WEIGHTS = "$weights";
    /** Around a map one of whose keys begins with {@code $}. */
    private static final String MAP = "$map";

    private static final JSON JSON_WITH_NULLS = JSON.builder(JsonFactory.builder()
                    // Also what no encoding can hold: half a surrogate pair.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT)
            .build();

    private PlainJson() {}

    static byte[] write(Map<String, ? extends @Nullable Object> json) throws IOException {
        return JSON_WITH_NULLS.asBytes(json);
    }

    static Map<String, @Nullable Object> read(byte[] json) throws IOException {
        return new LinkedHashMap<>(JSON_WITH_NULLS.mapFrom(json));
    }

    /**
     * Turns a value in plain form into what JSON can hold.
     *
     * @param where the way to the value, for the message
     * @param value the value
     * @param keep keeps bytes in a file of their own and gives its name
     * @throws IllegalArgumentException if the value is not in plain form
     */
    static @Nullable Object encode(String where, @Nullable Object value, Function<byte[], String> keep) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof String) {
            return value;
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? number : Map.of(DOUBLE, number.toString());
        } else if (value instanceof Weights.Snapshot snapshot) {
            return Map.of(WEIGHTS, keep.apply(snapshot.bytes()));
        } else if (PrimitiveArrays.is(value)) {
            Map<String, Object> array = new LinkedHashMap<>();
            array.put(ARRAY, PrimitiveArrays.typeOf(value));
            array.put(FILE, keep.apply(PrimitiveArrays.toBytes(value)));
            return array;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> encoded = new ArrayList<>(list.size());
            for (Object element : list) {
                encoded.add(encode(where + "[" + encoded.size() + "]", element, keep));
            }
            return encoded;
        } else if (value instanceof Map<?, ?> map) {
            return encodeMap(where, map, keep);
        }
        throw new IllegalArgumentException(where + " is of " + value.getClass().getName() + ", which is no plain form");
    }

    private static Object encodeMap(String where, Map<?, ?> map, Function<byte[], String> keep) {
        Map<String, @Nullable Object> encoded = new LinkedHashMap<>();
        boolean tagged = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException(where + " has the key " + entry.getKey() + ", which is no text");
            }
            tagged |= key.startsWith(TAG);
            encoded.put(key, encode(where + "." + key, entry.getValue(), keep));
        }
        return tagged ? Map.of(MAP, encoded) : encoded;
    }

    /**
     * Turns what JSON held back into plain form.
     *
     * @param where the way to the value, for the message
     * @param json the value as read
     * @param kept gives the bytes of a file by its name; throws if there is no such file
     * @throws IllegalArgumentException if it is nothing that {@link #encode} gives
     */
    static @Nullable Object decode(String where, @Nullable Object json, Function<String, byte[]> kept) {
        if (json instanceof Integer number) {
            return number.longValue();
        } else if (json instanceof List<?> list) {
            List<@Nullable Object> decoded = new ArrayList<>(list.size());
            for (Object element : list) {
                decoded.add(decode(where + "[" + decoded.size() + "]", element, kept));
            }
            return decoded;
        } else if (json instanceof Map<?, ?> map) {
            return decodeMap(where, map, kept);
        } else if (json == null
                || json instanceof Boolean
                || json instanceof Long
                || json instanceof Double
                || json instanceof String) {
            return json;
        }
        throw new IllegalArgumentException(where + " is the number " + json + ", which is beyond 64 bits");
    }

    private static Object decodeMap(String where, Map<?, ?> map, Function<String, byte[]> kept) {
        if (map.containsKey(DOUBLE)) {
            return Double.parseDouble(text(where, map, DOUBLE));
        } else if (map.containsKey(WEIGHTS)) {
            return new Weights.Snapshot(kept.apply(text(where, map, WEIGHTS)));
        } else if (map.containsKey(ARRAY)) {
            return PrimitiveArrays.fromBytes(text(where, map, ARRAY), kept.apply(text(where, map, FILE)));
        }
        boolean tagged = map.containsKey(MAP);
        Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
        Object entries = tagged ? map.get(MAP) : map;
        if (!(entries instanceof Map<?, ?> all)) {
            throw new IllegalArgumentException(where + " has " + MAP + " around what is no object");
        }
        for (Map.Entry<?, ?> entry : all.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!tagged && key.startsWith(TAG)) {
                throw new IllegalArgumentException(where + " has " + key + ", which this version does not know");
            }
            decoded.put(key, decode(where + "." + key, entry.getValue(), kept));
        }
        return decoded;
    }

    private static String text(String where, Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(where + " has a " + key + " that is no text: " + map.get(key));
    }
}
