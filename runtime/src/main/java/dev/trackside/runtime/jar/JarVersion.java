package dev.trackside.runtime.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The version of a jar, by what build tools write into it. */
public final class JarVersion {

    private static final int MAX_BYTES = 1 << 20;

    private JarVersion() {}

    /**
     * The version.
     *
     * @param content the jar
     * @return what it says; empty if it does not say, or cannot be read
     */
    public static Optional<String> of(Content content) {
        try {
            byte[] bytes = content.read(JarFile.MANIFEST_NAME, MAX_BYTES);
            if (bytes != null) {
                String version = new Manifest(new ByteArrayInputStream(bytes))
                        .getMainAttributes()
                        .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                if (version != null) {
                    return Optional.of(version);
                }
            }
            return ofMaven(content);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A fat jar has several; then none is its own. */
    private static Optional<String> ofMaven(Content content) throws IOException {
        Optional<String> found = Optional.empty();
        for (String name : content.metaInf()) {
            if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
                byte[] bytes = content.read(name, MAX_BYTES);
                if (found.isPresent() || bytes == null) {
                    return Optional.empty();
                }
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(bytes));
                found = Optional.ofNullable(properties.getProperty("version"));
            }
        }
        return found;
    }
}
