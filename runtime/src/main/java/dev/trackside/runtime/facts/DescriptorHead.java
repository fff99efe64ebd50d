package dev.trackside.runtime.facts;

import dev.trackside.runtime.jar.Content;
import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the part of a descriptor that decides whether a plugin joins a run, and in which order. */
final class DescriptorHead {

    /** The newest layout of descriptors that is understood here. */
    private static final String FORMAT = "1";

    private static final int KEYS = 11;
    private static final int HEAD_BYTES = 640;
    private static final int MAX_BYTES = 1 << 20;

    private DescriptorHead() {}

    /**
     * Reads the beginning of a descriptor, and more of it only if that does not say all.
     *
     * @param content what holds the descriptor
     * @param file its name
     * @return what it says; null if there is none of this name
     * @throws IOException if it cannot be read, or is no descriptor
     */
    static @Nullable PluginFacts read(Content content, String file) throws IOException {
        byte[] head = content.head(file, HEAD_BYTES);
        if (head == null) {
            return null;
        }
        try {
            return read(head);
        } catch (JsonBytes.Malformed cut) {
            byte[] whole = content.read(file, MAX_BYTES);
            return read(whole == null ? head : whole);
        }
    }

    /**
     * Reads the part of a descriptor that decides, in whatever order the keys come, and stops when it has all of it.
     *
     * @param json the file or its beginning
     * @throws JsonBytes.Malformed also if the beginning is too short
     * @throws IOException if it is no descriptor
     */
    private static PluginFacts read(byte[] json) throws IOException {
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
                before = PluginFacts.names("before", in.texts());
            } else if (in.keyIs("after")) {
                after = PluginFacts.names("after", in.texts());
            } else if (in.keyIs("requires")) {
                requires = PluginFacts.names("requires", in.texts());
            } else if (in.keyIs("produces")) {
                produces = PluginFacts.names("produces", in.texts());
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
                        PluginFacts.phase(phase),
                        PluginFacts.attach(attach),
                        PluginFacts.onFailure(onFailure),
                        before,
                        after,
                        requires,
                        produces),
                handlerClass,
                apiVersion,
                PluginFacts.feature(java));
    }

    private static void checkFormat(String format) throws IOException {
        if (!format.equals(FORMAT)) {
            throw new IOException("it has the format %s, and this version knows %s".formatted(format, FORMAT));
        }
    }
}
