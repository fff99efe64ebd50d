package dev.trackside.processor.fuzz;

/** What generated sources are put together from. Everything is qualified, so that classes may be called whatever they like. */
final class Pools {

    /** Many are names that tables use, too. */
    static final String[] CLASS_NAMES = pool("""
            Watcher | Watcher | Watcher | Watcher | Bound | Control | Epoch | Object | String | Override | List | Optional |
            HandlerTable | Binder | Frame | Outer_Inner | Δ | A$B | _1 | Class | Double | Integer | PluginSpec | Generated | Phase |
            StateValues | OnEpochEnd | Map | SuppressWarnings | HandlerSpec | IndexOutOfBoundsException | Long | Weights | Run |
            Filter | Enum | Record | Boolean | Void""");

    static final String[] EVENTS = pool("""
            dev.trackside.OnTrainBegin | dev.trackside.OnTrainEnd | dev.trackside.OnEpochBegin | dev.trackside.OnEpochEnd |
            dev.trackside.OnEpochEnd | dev.trackside.OnBatchBegin | dev.trackside.OnBatchEnd | dev.trackside.OnBatchEnd |
            dev.trackside.OnGradients | dev.trackside.OnStep | dev.trackside.OnValidationBegin | dev.trackside.OnValidationEnd |
            dev.trackside.OnValidationBatchBegin | dev.trackside.OnValidationBatchEnd | dev.trackside.OnCheckpoint |
            dev.trackside.OnResume | dev.trackside.OnDecision | dev.trackside.OnArtifact | dev.trackside.OnFailure |
            support.OnPlateau | support.OnList | support.OnArray | support.OnAny | support.OnNested | support.OnView |
            support.OnNumber""");

    static final String[] METHOD_NAMES = pool("""
            on | check | call | bind | target | handler | frame | option | state | create | yield | record | when | $ | _x | über |
            plugin | hashCode2 | plainOf | toSeen""");

    static final String[] PARAMETER_NAMES = pool("""
            epoch | batch | step | loss | e | frame | target | binder | handler | value | index | yield | record | var | sealed |
            when | $ | _x | java | dev | größe | run | metrics | v0 | optionalWeights""");

    static final String[] PARAMETER_TYPES = pool("""
            dev.trackside.Epoch | dev.trackside.Epoch | dev.trackside.Run | dev.trackside.Run | dev.trackside.Batch |
            dev.trackside.Validation | dev.trackside.Metrics | dev.trackside.MetricWriter | dev.trackside.Plan | dev.trackside.Clock |
            dev.trackside.RunFiles | dev.trackside.Console | dev.trackside.LearningRate | dev.trackside.Weights |
            dev.trackside.Gradients | dev.trackside.Checkpoints | dev.trackside.Predictions | dev.trackside.Checkpoint |
            dev.trackside.Decision | dev.trackside.Artifact | dev.trackside.Control | java.lang.Throwable | java.lang.Exception |
            java.lang.Object | int | int | long | long | double | boolean | float | java.lang.String | java.lang.Integer |
            java.util.OptionalDouble | java.util.OptionalInt | java.util.Optional<dev.trackside.Weights> |
            java.util.Optional<dev.trackside.Epoch> | java.util.Optional<dev.trackside.Batch> |
            java.util.Optional<dev.trackside.Console> | java.util.Optional<? extends dev.trackside.Weights> | java.util.Optional<?> |
            java.util.Optional | java.util.Optional<support.Engine<java.lang.String>> | java.util.Optional<int[]> |
            java.util.Optional<java.util.Optional<dev.trackside.Weights>> | support.Engine<java.lang.String> | support.Engine<?> |
            support.Engine<? super java.lang.Integer> | support.Engine<? extends support.Engine<?>> | support.Engine |
            support.Engine<java.lang.String>.Part | support.Engine.Fixed | support.Engine<int[]>[] | support.Plateau |
            support.Outer.Nested | java.util.List<java.lang.String> | java.util.List<?> | java.util.List |
            java.util.Collection<? extends java.lang.Number> | double[] | double[][] | java.lang.Number | Own | Hidden | T | T[] |
            java.util.List<T> | java.util.Optional<T> | java.util.Map.Entry<T, T> | support.Mode | java.util.Optional<Hidden> |
            support.Engine<Hidden> | java.lang.Comparable<? super T>""");

    static final String[] RETURN_TYPES = pool("""
            void | void | void | void | dev.trackside.Control | dev.trackside.Control | double | double | java.util.OptionalDouble |
            int | float | java.lang.String | java.lang.Double | java.util.Optional<java.lang.Double> | T | Own | double[] |
            dev.trackside.Control[] | java.lang.Void""");

    static final String[] OPTION_TYPES = pool("""
            int | int | double | long | boolean | char | byte | short | float | java.lang.String | java.lang.String |
            java.lang.Double | java.lang.Character | java.time.Duration | java.nio.file.Path | support.Mode |
            java.util.List<java.lang.String> | java.util.Set<java.lang.Integer> | java.util.List<support.Mode> |
            java.util.List<java.time.Duration> | java.lang.Object | int[] | java.util.Optional<java.lang.String> |
            java.util.List<java.util.List<java.lang.String>> | java.util.List<? extends java.lang.Number> | java.util.List | T |
            java.util.List<T> | Kind | HiddenKind | java.util.List<Kind> | java.util.ArrayList<java.lang.String> |
            java.util.Map<java.lang.String, java.lang.String> | java.lang.Enum<support.Mode> | java.math.BigDecimal""");

    static final String[] STATE_TYPES = pool("""
            int | long | double | float | boolean | char | byte | short | java.lang.Integer | java.lang.Byte | java.lang.Float |
            java.lang.Character | java.lang.Boolean | java.lang.String | support.Mode | java.time.Duration | java.time.Instant |
            java.nio.file.Path | double[] | char[] | boolean[] | int[][] | java.lang.String[] | support.Seen |
            support.Pair<java.lang.String, java.util.List<java.lang.Double>> | support.Pair<support.Seen, support.Mode> |
            support.Pair | support.Pair<?, ?> | support.Deep<java.lang.String> | java.util.List<java.lang.Short> |
            java.util.List<java.util.Map<java.lang.String, support.Seen>> | java.util.Map<java.lang.String, double[]> |
            java.util.Map<java.lang.Integer, java.lang.String> |
            java.util.Map<java.lang.String, java.util.List<java.util.List<support.Mode>>> | java.util.List<?> | java.util.List |
            dev.trackside.Weights.Snapshot | java.util.List<dev.trackside.Weights.Snapshot> | java.lang.Object | T |
            java.util.List<T> | Shape | HiddenShape | Kind | HiddenKind | java.util.List<Shape> | Shape[] |
            java.util.Set<java.lang.String> | Boxed<java.lang.Long> | Boxed<T>""");

    /** What every event can deliver. */
    static final String[] ALWAYS = pool("""
            dev.trackside.Run | dev.trackside.Run | dev.trackside.Plan | dev.trackside.Clock | dev.trackside.Console |
            dev.trackside.RunFiles | dev.trackside.Weights | dev.trackside.Checkpoints | dev.trackside.LearningRate |
            java.util.Optional<dev.trackside.Weights> | support.Engine<java.lang.String> | support.Engine<?> |
            support.Engine<? super java.lang.Integer> | support.Engine.Fixed | java.util.Optional<support.Engine<?>> | Own |
            support.Engine<? extends support.Engine<?>> | java.util.Optional<support.Engine<java.lang.String>>""");

    /** What an event delivers beside {@link #ALWAYS}. */
    static String[] deliveredAt(String event) {
        return switch (event.substring(event.lastIndexOf('.') + 1)) {
            case "OnEpochBegin", "OnEpochEnd" -> texts("dev.trackside.Epoch", "dev.trackside.Metrics", "int epoch");
            case "OnBatchBegin", "OnBatchEnd", "OnStep" ->
                texts("dev.trackside.Batch", "dev.trackside.Epoch", "int batch", "long step", "dev.trackside.Metrics");
            case "OnGradients" -> texts("dev.trackside.Gradients", "dev.trackside.Batch", "long step", "int epoch");
            case "OnValidationBegin", "OnValidationEnd" -> texts("dev.trackside.Validation", "dev.trackside.Epoch");
            case "OnValidationBatchBegin" -> texts("dev.trackside.Validation", "dev.trackside.Epoch", "int batch");
            case "OnValidationBatchEnd" -> texts("dev.trackside.Predictions", "dev.trackside.Validation");
            case "OnCheckpoint", "OnResume" -> texts("dev.trackside.Checkpoint");
            case "OnDecision" -> texts("dev.trackside.Decision");
            case "OnArtifact" -> texts("dev.trackside.Artifact");
            case "OnFailure" -> texts("java.lang.Throwable");
            case "OnPlateau" -> texts("support.Plateau", "java.util.Optional<dev.trackside.Epoch>");
            case "OnList" -> texts("java.util.List<java.lang.String>", "java.util.List<?>", "java.util.List");
            case "OnArray" -> texts("double[]", "java.util.Optional<dev.trackside.Batch>");
            case "OnAny" -> texts("java.lang.Object");
            case "OnNested" -> texts("support.Outer.Nested");
            case "OnView" -> texts("dev.trackside.Epoch");
            case "OnNumber" -> texts("java.lang.Number");
            default -> texts("dev.trackside.Run");
        };
    }

    private static String[] pool(String text) {
        return text.split("\\s*\\|\\s*");
    }

    private static String[] texts(String... texts) {
        return texts;
    }

    static final String[] GOOD_OPTION_TYPES = pool("""
            int | double | long | boolean | char | byte | short | float | java.lang.String | java.lang.Double | java.lang.Character |
            java.time.Duration | java.nio.file.Path | support.Mode | java.util.List<java.lang.String> |
            java.util.Set<java.lang.Integer> | java.util.List<support.Mode> | java.util.List<java.time.Duration> | Kind |
            java.util.List<Kind> | java.util.Set<java.nio.file.Path>""");

    static final String[] GOOD_STATE_TYPES = pool("""
            int | long | double | float | boolean | char | byte | short | java.lang.Integer | java.lang.Byte | java.lang.Float |
            java.lang.Character | java.lang.Boolean | java.lang.String | support.Mode | java.time.Duration | java.time.Instant |
            java.nio.file.Path | double[] | char[] | boolean[] | support.Seen |
            support.Pair<java.lang.String, java.util.List<java.lang.Double>> | support.Pair<support.Seen, support.Mode> |
            java.util.List<java.lang.Short> | java.util.List<java.util.Map<java.lang.String, support.Seen>> |
            java.util.Map<java.lang.String, double[]> | dev.trackside.Weights.Snapshot | Shape | Kind | Boxed<Shape> |
            java.util.Map<java.lang.String, java.util.List<java.util.List<support.Mode>>> | java.util.List<Shape> |
            java.util.List<dev.trackside.Weights.Snapshot> | Boxed<java.lang.Long> | Boxed<Boxed<java.lang.String>>""");

    static final String[] NAMES_OF_METRICS = {
        "\"loss\"",
        "\"val_loss\"",
        "\"accuracy\"",
        "\"val_f1\"",
        "\"\"",
        "\" \"",
        "\"1/2 \\\"q\\\" $L\"",
        "\"é\"",
        "\"class\"",
        "\"$T{x}\"",
        "\"a\\nb\"",
        "\"target\"",
        "support.Names.LOSS",
        "\"val\" + \"_\" + 1"
    };

    private Pools() {}
}
