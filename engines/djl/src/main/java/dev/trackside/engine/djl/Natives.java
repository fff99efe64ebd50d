package dev.trackside.engine.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Starts DJL's engine, and says in one sentence which artifact is missing or does not fit when it does not start. What DJL itself says of that is a
 * failed download, most of the time.
 */
final class Natives {

    /** The versions that this adapter was tested with; they fit together only in exactly these. */
    static final String TESTED_DJL = "0.35.1";

    static final String TESTED_PYTORCH = "2.7.1";

    /** An engine within DJL's API that asks a server to predict, and cannot train. */
    private static final String REMOTE = "RPC";

    private static final String GUIDE = "docs/engines/djl.md shows the command that fetches what is needed.";

    private final ClassLoader loader;

    private Natives(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Starts the engine that DJL chooses.
     *
     * @throws TracksideException if there is none, or it cannot load its native libraries
     */
    static Engine start() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Natives natives = new Natives(context == null ? Natives.class.getClassLoader() : context);
        Engine engine;
        try {
            engine = Engine.getInstance();
        } catch (RuntimeException | LinkageError | AssertionError failed) {
            throw new TracksideException(natives.diagnose(failed), failed);
        }
        if (engine.getEngineName().equals(REMOTE)) {
            throw new TracksideException(natives.noEngine());
        }
        return engine;
    }

    private String diagnose(Throwable failed) {
        if (ServiceLoader.load(EngineProvider.class, loader).stream()
                .allMatch(provider -> provider.get().getEngineName().equals(REMOTE))) {
            return noEngine();
        }
        String problem = ofPyTorch(version());
        return "DJL's engine does not start: %s. %s".formatted(problem == null ? reason(failed) : problem, GUIDE);
    }

    private String noEngine() {
        return "DJL has no engine on the class path: add ai.djl.pytorch:pytorch-engine:%s with its native libraries. %s"
                .formatted(version(), GUIDE);
    }

    /** The version of DJL's API, which its manifest tells. */
    private static String version() {
        String version = Engine.class.getPackage().getSpecificationVersion();
        return version == null ? TESTED_DJL : version;
    }

    private @Nullable String ofPyTorch(String djl) {
        Properties engine = properties("pytorch-engine.properties");
        if (engine == null) {
            return null; // some other engine, which has its own libraries
        }
        String engineDjl = engine.getProperty("djl_version", "unknown");
        if (!engineDjl.equals(djl)) {
            return "pytorch-engine is of version %s, but ai.djl:api of %s: add ai.djl.pytorch:pytorch-engine:%s in its place"
                    .formatted(engineDjl, djl, djl);
        }
        Properties torch = properties("native/lib/pytorch.properties");
        String version = version(torch, engine);
        if (torch == null
                && System.getenv("PYTORCH_LIBRARY_PATH") == null
                && System.getProperty("PYTORCH_LIBRARY_PATH") == null) {
            return "there are no native libraries of PyTorch for this platform: add ai.djl.pytorch:pytorch-native-cpu:%s:%s"
                    .formatted(version, platform());
        }
        String wanted = version + "-" + djl;
        Properties jni = properties("jnilib/pytorch.properties");
        if (jni == null) {
            return "the bridge to PyTorch is missing: add ai.djl.pytorch:pytorch-jni:%s".formatted(wanted);
        }
        String found = jni.getProperty("jni_version", "unknown");
        if (!found.startsWith(wanted)) {
            return "pytorch-jni is of version %s, which does not fit PyTorch %s and DJL %s: add ai.djl.pytorch:pytorch-jni:%s in its place"
                    .formatted(found, version, djl, wanted);
        }
        if (torch != null && !torch.getProperty("classifier", "").endsWith(platform())) {
            return "the native libraries of PyTorch are for %s: add ai.djl.pytorch:pytorch-native-cpu:%s:%s"
                    .formatted(torch.getProperty("classifier"), version, platform());
        }
        return null;
    }

    /** The version of PyTorch: that of its libraries, without the date of their build; else the one this adapter was tested with. */
    private static String version(@Nullable Properties torch, Properties engine) {
        String found =
                torch == null ? engine.getProperty("pytorch_version", TESTED_PYTORCH) : torch.getProperty("version");
        return found == null ? TESTED_PYTORCH : found.replaceFirst("-\\d{8}$", "");
    }

    /** The classifier of the natives, as in {@code linux-x86_64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = system.startsWith("win") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        String architecture = System.getProperty("os.arch");
        return family + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
    }

    private @Nullable Properties properties(String resource) {
        URL url = loader.getResource(resource);
        if (url == null) {
            return null;
        }
        try (InputStream in = url.openStream()) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException unreadable) {
            throw new TracksideException("%s cannot be read: %s".formatted(url, unreadable.getMessage()), unreadable);
        }
    }

    /** The innermost cause, which says most. */
    private static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.toString()
                : message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
