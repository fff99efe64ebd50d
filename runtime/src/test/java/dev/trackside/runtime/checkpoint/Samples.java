package dev.trackside.runtime.checkpoint;

import dev.trackside.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints for tests. */
final class Samples {

    private Samples() {}

    /** One of everything that a checkpoint can hold. */
    static CheckpointData everything() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put(CheckpointData.CREATED, "2026-01-31T12:00:00.123456Z");
        run.put(CheckpointData.RUN_NAME, "Übung ☃ \uD83D\uDE80");
        run.put("nothing", null);
        run.put("yes", true);
        run.put("long", Long.MIN_VALUE);
        run.put("small", 7L);
        run.put("doubles", doubles());
        run.put("nested", Map.of("list", List.of(List.of(), Map.of(), "text")));
        run.put("dollar", Map.of("$double", "no double at all"));

        Map<String, SavedField> fields = new LinkedHashMap<>();
        fields.put("best", new SavedField("double", Double.POSITIVE_INFINITY));
        fields.put("weights", new SavedField("dev.trackside.Weights.Snapshot", new Weights.Snapshot(new byte[] {1, 2, 3
        })));
        fields.put("none", new SavedField("java.lang.Double", null));
        fields.put("booleans", new SavedField("boolean[]", new boolean[] {true, false}));
        fields.put("bytes", new SavedField("byte[]", new byte[] {-128, 0, 127}));
        fields.put("chars", new SavedField("char[]", new char[] {'a', '\ud83d', '\uffff'}));
        fields.put("shorts", new SavedField("short[]", new short[] {Short.MIN_VALUE, 1}));
        fields.put("ints", new SavedField("int[]", new int[] {Integer.MIN_VALUE, 1}));
        fields.put("longs", new SavedField("long[]", new long[] {Long.MIN_VALUE, 1}));
        fields.put("floats", new SavedField("float[]", new float[] {Float.NaN, -0f, Float.MIN_VALUE}));
        fields.put("array", new SavedField("double[]", new double[] {Double.NaN, -0.0, Double.MIN_VALUE, Math.PI}));
        fields.put("empty", new SavedField("int[]", new int[0]));
        fields.put(
                "history",
                new SavedField(
                        "List<Point>",
                        Arrays.asList(Map.of("x", 1L, "at", new double[] {1, 2}), null, Map.of("x", 2L))));
        Map<String, Map<String, SavedField>> callbacks = new LinkedHashMap<>();
        callbacks.put("early-stopping", fields);
        callbacks.put("stateless", Map.of());

        Map<String, byte[]> engine = new LinkedHashMap<>();
        engine.put("weights", new byte[] {9, 8, 7, 6});
        engine.put("optimizer", new byte[70_000]);
        engine.put("empty", new byte[0]);
        return new CheckpointData(run, callbacks, engine);
    }

    /** A small one. */
    static CheckpointData at(String created, String runName, long step) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put(CheckpointData.CREATED, created);
        run.put(CheckpointData.RUN_NAME, runName);
        run.put("step", step);
        return new CheckpointData(
                run,
                Map.of("counter", Map.of("count", new SavedField("int", step))),
                Map.of("weights", new byte[] {(byte) step}));
    }

    static List<Double> doubles() {
        return List.of(
                0.0,
                -0.0,
                1.0,
                0.1,
                1e300,
                -123456789.123456789,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Math.nextUp(1.0),
                9007199254740993.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    static byte[] bytes(CheckpointData data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFormat.write(data, out);
        return out.toByteArray();
    }

    static CheckpointData read(byte[] bytes) throws IOException {
        return CheckpointFormat.read("last.ckpt", new ByteArrayInputStream(bytes));
    }
}
