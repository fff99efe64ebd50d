package dev.trackside.runtime.loading;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.util.List;

/**
 * What is known of a plugin before one of its classes is loaded: enough to decide whether it joins a run, and in which order.
 *
 * @param spec what it is
 * @param handlerClass the binary name of the class with handlers
 * @param apiVersion the version of the API that it was built with; empty or {@code unknown} if nobody knows
 * @param java the feature release of Java that it needs; 0 if it does not say
 */
record PluginFacts(PluginSpec spec, String handlerClass, String apiVersion, int java) {

    /** The newest layout of descriptors that is understood here. */
    static final String FORMAT = "1";

    private static final int KEYS = 11;

    /** A descriptor of a layout that this version does not know. */
    static final class NewerFormat extends IOException {

        private static final long serialVersionUID = 1L;

        NewerFormat(String format) {
            super("it has the format %s, and this version knows %s".formatted(format, FORMAT));
        }
    }

    /** What a table says of itself; runs its code. */
    static PluginFacts of(HandlerTable table) {
        return new PluginFacts(table.plugin(), table.handlerClass().getName(), "", 0);
    }

    /**
     * Reads the part of a descriptor that decides, in whatever order the keys come, and stops when it has all of it.
     *
     * @param json the file or its beginning
     * @throws JsonBytes.Malformed also if the beginning is too short
     * @throws IOException if it is no descriptor
     */
    static PluginFacts read(byte[] json) throws IOException {
        JsonBytes in = new JsonBytes(json);
        String id = "";
        String handlerClass = "";
        String phase = "";
        String attach = "";
        String onFailure = "";
        String apiVersion = "";
        String java = "";
        List<String> before = List.of();
        List<String> after = List.of();
        List<String> requires = List.of();
        List<String> produces = List.of();
        in.begin();
        int seen = 0;
        while (seen < KEYS) {
            if (!in.nextKey()) {
                in.end();
                break;
            }
            seen++;
            // The order is that in which the processor writes them.
            if (in.keyIs("format")) {
                checkFormat(in.scalar());
            } else if (in.keyIs("id")) {
                id = in.scalar();
            } else if (in.keyIs("class")) {
                handlerClass = in.scalar();
            } else if (in.keyIs("phase")) {
                phase = in.scalar();
            } else if (in.keyIs("attach")) {
                attach = in.scalar();
            } else if (in.keyIs("onFailure")) {
                onFailure = in.scalar();
            } else if (in.keyIs("before")) {
                before = in.texts();
            } else if (in.keyIs("after")) {
                after = in.texts();
            } else if (in.keyIs("requires")) {
                requires = in.texts();
            } else if (in.keyIs("produces")) {
                produces = in.texts();
            } else if (in.keyIs("apiVersion")) {
                apiVersion = in.scalar();
            } else {
                seen--;
                if (in.keyIs("java")) {
                    java = in.scalar();
                } else {
                    in.skip();
                }
            }
        }
        if (id.isEmpty() || phase.isEmpty() || attach.isEmpty()) {
            throw new IOException("it does not say %s"
                    .formatted(id.isEmpty() ? "the id" : phase.isEmpty() ? "the phase" : "when the plugin joins"));
        }
        return new PluginFacts(
                new PluginSpec(
                        id,
                        true,
                        phase(phase),
                        attach(attach),
                        onFailure(onFailure),
                        before,
                        after,
                        requires,
                        produces),
                handlerClass,
                apiVersion,
                feature(java));
    }

    private static void checkFormat(String format) throws NewerFormat {
        if (!format.equals(FORMAT)) {
            throw new NewerFormat(format);
        }
    }

    private static Phase phase(String text) throws IOException {
        return switch (text) {
            case "MEASURE" -> Phase.MEASURE;
            case "DECIDE" -> Phase.DECIDE;
            case "PERSIST" -> Phase.PERSIST;
            case "REPORT" -> Phase.REPORT;
            default -> throw new IOException("it has the phase '%s', which there is not".formatted(text));
        };
    }

    private static Attach attach(String text) throws IOException {
        return switch (text) {
            case "ALWAYS" -> Attach.ALWAYS;
            case "WHEN_CONFIGURED" -> Attach.WHEN_CONFIGURED;
            default -> throw new IOException("it joins '%s', which there is not".formatted(text));
        };
    }

    private static FailurePolicy onFailure(String text) throws IOException {
        return switch (text) {
            case "FAIL" -> FailurePolicy.FAIL;
            case "DETACH" -> FailurePolicy.DETACH;
            case "INFERRED", "" -> FailurePolicy.INFERRED;
            default -> throw new IOException("it has the policy '%s', which there is not".formatted(text));
        };
    }

    private static int feature(String text) throws IOException {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException bad) {
            throw new IOException("it needs the Java '%s', which is no number".formatted(text), bad);
        }
    }
}
